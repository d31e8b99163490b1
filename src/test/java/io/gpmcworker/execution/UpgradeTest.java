package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A worker that finds a database of the first version, with work in it, goes on with that work. */
@QuarkusTest
@TestProfile(UpgradeTest.Alone.class)
@QuarkusTestResource(value = UpgradeTest.FirstVersion.class, restrictToAnnotatedClass = true)
class UpgradeTest {

  /** A start of its own: the database must be there before it. */
  public static class Alone implements QuarkusTestProfile {}

  /** A database as the first version left it when its worker was killed. */
  public static class FirstVersion implements QuarkusTestResourceLifecycleManager {

    private final LocalServices services = new LocalServices();

    @Override
    public void stop() {
      services.stop();
    }

    @Override
    public Map<String, String> start() {
      Map<String, String> settings = services.start();
      PGSimpleDataSource database = new PGSimpleDataSource();
      database.setURL(settings.get("quarkus.datasource.jdbc.url"));
      database.setUser(settings.get("quarkus.datasource.username"));
      database.setPassword(settings.get("quarkus.datasource.password"));
      Flyway.configure()
          .dataSource(database)
          .target("1")
          .locations("classpath:db/migration")
          .load()
          .migrate();
      leaveWork(database);
      return settings;
    }

    private static void leaveWork(DataSource database) {
      try {
        StoredOperations stored = new StoredOperations(database);
        UUID dead = stored.deadWorker();
        stored.insert("upgrade-running", "RUNNING", dead, false);
        stored.insert("upgrade-cancelling", "CANCELLING", dead, true);
        stored.insertQueued("upgrade-queued");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private Topics topics;

  @BeforeEach
  void connect() {
    topics = new Topics(bootstrapServers);
  }

  @AfterEach
  void disconnect() {
    topics.close();
  }

  @Test
  void whatWaitedRunsAndWhatRanGetsItsEnd() {
    ReceivedEvent queued = topics.awaitEvent("upgrade-queued", "operation.succeeded");
    ReceivedEvent running = topics.awaitEvent("upgrade-running", "operation.failed");
    ReceivedEvent cancelling = topics.awaitEvent("upgrade-cancelling", "operation.cancelled");

    assertThat(queued.data().get("state").textValue()).isEqualTo("SUCCEEDED");
    assertThat(running.data().get("reason").textValue()).isEqualTo("OWNER_LOST");
    assertThat(cancelling.data().get("reason").textValue()).isEqualTo("REQUESTED");
  }
}
