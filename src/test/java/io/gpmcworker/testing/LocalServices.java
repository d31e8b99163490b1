package io.gpmcworker.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
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

  private @Nullable Services services;

  @Override
  public Map<String, String> start() {
    services = Services.start();
    createTopics(services.bootstrapServers());
    return Map.of(
        "kafka.bootstrap.servers", services.bootstrapServers(),
        "quarkus.datasource.jdbc.url", services.jdbcUrl(),
        "quarkus.datasource.username", services.username(),
        "quarkus.datasource.password", services.password());
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
    if (services != null) {
      services.close();
    }
  }
}
