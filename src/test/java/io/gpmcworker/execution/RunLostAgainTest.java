package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** {@code gpmc.worker.run-lost-again}: what only reads goes on, unless somebody wants its end. */
@QuarkusTest
@TestProfile(RunLostAgainTest.RunAgain.class)
@QuarkusTestResource(LocalServices.class)
class RunLostAgainTest {

  /** With the setting on. */
  public static class RunAgain implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("gpmc.worker.run-lost-again", "true");
    }
  }

  @Inject ScriptedDriver driver;
  @Inject DataSource dataSource;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private List<ReceivedEvent> lost(String id, boolean cancelRequested) throws SQLException {
    StoredOperations stored = new StoredOperations(dataSource);
    stored.insert(id, "RUNNING", stored.deadWorker(), cancelRequested);
    try (Topics topics = new Topics(bootstrapServers)) {
      await().until(() -> topics.of(id).stream().anyMatch(ReceivedEvent::isEnd));
      return topics.of(id);
    }
  }

  @Test
  void aBackupOfWhichNothingIsLeftIsRunAgain() throws SQLException {
    String id = "again-" + UUID.randomUUID();

    List<ReceivedEvent> events = lost(id, false);

    assertThat(events)
        .extracting(ReceivedEvent::type)
        .containsExactly("operation.started", "operation.progressed", "operation.succeeded");
    assertThat(events)
        .extracting(ReceivedEvent::sequence)
        .as("after the dead worker's")
        .containsExactly(3L, 4L, 5L);
    assertThat(driver.recoveries(id)).isEqualTo(1);
  }

  @Test
  void notIfItsCancelWasAskedFor() throws SQLException {
    String id = "not-again-" + UUID.randomUUID();

    List<ReceivedEvent> events = lost(id, true);

    assertThat(events).extracting(ReceivedEvent::type).containsExactly("operation.cancelled");
    assertThat(driver.calls(id)).isZero();
  }
}
