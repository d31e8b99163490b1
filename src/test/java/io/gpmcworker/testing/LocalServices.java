package io.gpmcworker.testing;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalBroker;
import io.gpmcworker.cli.local.LocalDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/** A real broker and a real database for the tests of one run. */
public final class LocalServices implements QuarkusTestResourceLifecycleManager {

  /** Partitions of each topic. */
  public static final int PARTITIONS = 4;

  private @Nullable DataFolder data;
  private @Nullable LocalBroker broker;
  private @Nullable LocalDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      Installation installation = Installation.current();
      Files.createDirectories(installation.work());
      Path folder = Files.createTempDirectory(installation.work(), "services-");
      data = DataFolder.open(folder);
      database = LocalDatabase.start(installation, data, 0);
      broker = LocalBroker.start(installation, data, 0);
      createTopics(broker.bootstrapServers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "kafka.bootstrap.servers", broker.bootstrapServers(),
        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.username", database.username(),
        "quarkus.datasource.password", database.password());
  }

  /** Creates the three topics of the worker. */
  public static void createTopics(String bootstrapServers) {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(Topics.COMMANDS, PARTITIONS, (short) 1),
                  new NewTopic(Topics.EVENTS, PARTITIONS, (short) 1),
                  new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1)))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    if (database != null) {
      database.close();
    }
    if (data != null) {
      Path folder = data.path();
      data.close();
      DataFolder.delete(folder);
    }
  }
}
