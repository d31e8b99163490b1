package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.replicas.history.Checker;
import io.gpmcworker.replicas.history.History;
import io.gpmcworker.replicas.history.SeenEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Three replicas under faults of every kind while commands, repeated commands and cancels come in:
 * the whole history is kept, and held against what is promised.
 *
 * <p>{@code -Dgpmc.chaos.faults=1000} makes the long form of it, {@code -Dgpmc.seed} repeats one as
 * far as time allows, {@code -Dgpmc.chaos.minutes} bounds it.
 */
class ChaosIT {

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final int FAULTS = Integer.getInteger("gpmc.chaos.faults", 50);

  /** From here on a run has every kind of fault. */
  private static final int LONG = 500;

  private static final Duration BETWEEN_FAULTS = Duration.ofMillis(600);
  private static final Duration LONGEST =
      Duration.ofMinutes(Integer.getInteger("gpmc.chaos.minutes", 5));
  private static final Duration CALM_WITHIN = Duration.ofMinutes(2);

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private final Path folder = Path.of("target", "chaos", Long.toString(seed)).toAbsolutePath();

  @Test
  void nothingIsLostAndEveryCancelIsAnswered() throws Exception {
    System.out.printf(
        "ChaosIT: -Dgpmc.seed=%d -Dgpmc.chaos.faults=%d, history in %s%n", seed, FAULTS, folder);
    Files.createDirectories(folder);
    try (Fleet fleet = new Fleet(configuration())) {
      List<Replica> replicas = fleet.start("alpha", "beta", "gamma");
      try (Recorder recorder = new Recorder(fleet.broker().bootstrapServers())) {
        Prepared prepared = new Prepared(fleet, recorder);
        Aftermath aftermath = new Aftermath(fleet, replicas, recorder, prepared);

        String faults = bringChaos(fleet, replicas, recorder, prepared);
        Duration calm = aftermath.awaitQuiet(CALM_WITHIN);

        History history = aftermath.history();
        history.write(folder);
        System.out.println(
            "ChaosIT: %s, quiet after %d ms, commands %d, events %d, ends %s"
                .formatted(
                    faults,
                    calm.toMillis(),
                    history.commands().size(),
                    history.events().size(),
                    ends(history)));
        assertThat(Checker.check(history)).as("what is broken in %s", folder).isEmpty();
      } finally {
        fleet.keepLogs(folder);
      }
    }
  }

  private String bringChaos(
      Fleet fleet, List<Replica> replicas, Recorder recorder, Prepared prepared) throws Exception {
    Chaos chaos = new Chaos(fleet, replicas, LEASE, seed, FAULTS >= LONG);
    try (chaos;
        Load _ = new Load(recorder, prepared.backups(), seed, 60, 100)) {
      Instant until = Instant.now().plus(LONGEST);
      while (chaos.count() < FAULTS && Instant.now().isBefore(until)) {
        if (chaos.next()) {
          TimeUnit.MILLISECONDS.sleep(BETWEEN_FAULTS.toMillis());
        } else {
          TimeUnit.MILLISECONDS.sleep(10);
        }
      }
    } finally {
      chaos.write(folder.resolve("faults.log"));
    }
    assertThat(chaos.owed()).as("kinds of fault that never came").isEmpty();
    return chaos.count() + " faults " + chaos.summary();
  }

  private Map<String, String> configuration() throws IOException {
    return Map.of(
        "gpmc.worker.lease", LEASE.toString(),
        "gpmc.worker.heartbeat", "500ms",
        "gpmc.worker.poll", "200ms",
        "gpmc.worker.capacity", "6",
        "gpmc.worker.cancel-bound", "15s",
        "gpmc.worker.shutdown-grace", "2s",
        "gpmc.reports.path", Files.createDirectories(folder.resolve("reports")).toString(),
        "mp.messaging.incoming.commands.session.timeout.ms", "6000",
        "mp.messaging.incoming.commands.heartbeat.interval.ms", "1000");
  }

  private static Map<String, Long> ends(History history) {
    return history.events().stream()
        .filter(SeenEvent::isEnd)
        .collect(Collectors.toMap(SeenEvent::id, it -> it, (one, again) -> one))
        .values()
        .stream()
        .collect(
            Collectors.groupingBy(
                it -> it.type() + " " + it.data().path("reason").asText(),
                TreeMap::new,
                Collectors.counting()));
  }
}
