package io.gpmcworker.cli.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** The worker's topics, under the names that it has for them when it is told no others. */
public final class Topics {
  public static final String COMMANDS = "gpmc.commands";
  public static final String EVENTS = "gpmc.events";
  public static final String DEAD_LETTER = "gpmc.commands.dead-letter";

  private static final int PARTITIONS = 4;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Topics() {}

  /**
   * Creates those that are missing.
   *
   * @throws SurroundingsException when the broker does not answer or refuses
   */
  public static void create(Broker broker) {
    try (Admin admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()))) {
      Set<String> present = admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      List<NewTopic> missing =
          List.of(COMMANDS, EVENTS, DEAD_LETTER).stream()
              .filter(name -> !present.contains(name))
              .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
              .toList();
      admin.createTopics(missing).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new SurroundingsException(
          "The topics could not be created on " + broker.bootstrapServers() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SurroundingsException("Interrupted.", e);
    }
  }
}
