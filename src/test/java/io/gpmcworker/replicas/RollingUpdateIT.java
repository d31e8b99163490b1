package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.replicas.history.Checker;
import io.gpmcworker.replicas.history.History;
import io.gpmcworker.replicas.history.SeenEvent;
import io.gpmcworker.replicas.history.SentCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Three replicas are replaced one by one under load, each successor ready before its predecessor is
 * stopped: nothing is lost, what fits into the grace finishes, what does not ends as SHUTDOWN, and
 * the topic of events is never silent for longer than a second.
 */
class RollingUpdateIT {

  private static final String VERY_SLOW = "Preference Registry";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long BETWEEN_STARTS_MILLIS = 100;

  /** On a machine whose usual answer takes no longer than {@link #USUAL_ANSWER}. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

  /** As {@link #LONGEST_SILENCE}; two cores that start a replica beside all else need 3.3 s. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private static final Duration USUAL_ANSWER = Duration.ofMillis(100);

  private final Path folder =
      Path.of("target", "chaos", "rolling-" + System.nanoTime()).toAbsolutePath();

  @Test
  void consumersHardlyNoticeAndNothingIsLost() throws Exception {
    Files.createDirectories(folder);
    try (Fleet fleet = new Fleet(configuration())) {
      new Gpos(fleet.domain(), List.of(VERY_SLOW)).makeSlow(VERY_SLOW, 30_000);
      List<Replica> running = new ArrayList<>(fleet.start("alpha-1", "beta-1", "gamma-1"));
      try (Recorder recorder = new Recorder(fleet.broker().bootstrapServers())) {
        Prepared prepared = new Prepared(fleet, recorder);
        List<String> longOnes = new ArrayList<>();
        Instant from;
        Instant until;
        try (Load _ = new Load(recorder, prepared.backups(), 1, 40, BETWEEN_STARTS_MILLIS)) {
          TimeUnit.SECONDS.sleep(5);
          from = Instant.now();
          for (String name : List.of("alpha", "beta", "gamma")) {
            longOnes.add(replace(fleet, recorder, running, name));
          }
          TimeUnit.SECONDS.sleep(5);
          until = Instant.now();
        }
        Aftermath aftermath = new Aftermath(fleet, running, recorder, prepared);
        aftermath.awaitQuiet(PATIENCE);

        History history = aftermath.history();
        history.write(folder);
        System.out.println("RollingUpdateIT: " + folder);
        assertThat(Checker.check(history)).as("what is broken in %s", folder).isEmpty();
        assertThat(longOnes).allSatisfy(id -> assertFinishedOrShutDown(history, id));
        report(history, from, until);
      } finally {
        fleet.keepLogs(folder);
      }
    }
  }

  /** Replaces a replica while it runs an operation that does not fit into its grace. */
  private static String replace(Fleet fleet, Recorder recorder, List<Replica> running, String name)
      throws Exception {
    Replica successor = fleet.start(name + "-2");
    running.add(successor);
    String id = "long-" + name;
    recorder.start(id, Load.backup(VERY_SLOW), Map.of());
    String owner =
        await("the start of " + id)
            .atMost(PATIENCE)
            .until(() -> startedOn(recorder, id), it -> !it.isEmpty());
    Replica predecessor =
        running.stream().filter(it -> it.name().equals(owner)).findFirst().orElseThrow();
    predecessor.stop();
    running.remove(predecessor);
    return id;
  }

  private static String startedOn(Recorder recorder, String id) {
    return recorder.events().stream()
        .filter(it -> it.operationId().equals(id) && it.type().equals("operation.started"))
        .map(it -> it.data().path("worker").asText())
        .findFirst()
        .orElse("");
  }

  private static void assertFinishedOrShutDown(History history, String id) {
    SeenEvent end =
        history.events().stream()
            .filter(it -> it.operationId().equals(id) && it.isEnd())
            .findFirst()
            .orElseThrow();
    assertThat(end.data().path("state").asText() + end.data().path("reason").asText())
        .isIn("SUCCEEDED", "CANCELLEDSHUTDOWN");
    System.out.println(
        "RollingUpdateIT: %s ended %s %s"
            .formatted(id, end.type(), end.data().path("reason").asText()));
  }

  private static void report(History history, Instant from, Instant until) {
    List<Instant> heard =
        history.events().stream()
            .map(SeenEvent::receivedAt)
            .filter(it -> it.isAfter(from) && it.isBefore(until))
            .sorted()
            .toList();
    Duration gap = Duration.ZERO;
    for (int n = 1; n < heard.size(); n++) {
      gap = longer(gap, Duration.between(heard.get(n - 1), heard.get(n)));
    }
    Map<String, Instant> answered = new HashMap<>();
    history.events().stream()
        .filter(SeenEvent::isAnswer)
        .forEach(it -> answered.putIfAbsent(it.cause(), it.receivedAt()));
    List<Duration> waits =
        history.commands().stream()
            .filter(it -> it.at().isAfter(from) && it.at().isBefore(until))
            .collect(
                java.util.stream.Collectors.toMap(
                    SentCommand::commandId, it -> it, (one, again) -> one))
            .values()
            .stream()
            .map(it -> Duration.between(it.at(), answered.getOrDefault(it.commandId(), it.at())))
            .sorted()
            .toList();
    Duration usual = waits.get(waits.size() / 2);
    // A machine that is twice as slow may take twice as long over a replacement, too.
    double slowness = Math.max(1, (double) usual.toMillis() / USUAL_ANSWER.toMillis());
    System.out.println(
        "RollingUpdateIT: %d events in %d s, longest silence %d ms; %d commands, answered after %d ms (p50), %d ms (p99), %d ms (longest); bounds times %.1f"
            .formatted(
                heard.size(),
                Duration.between(from, until).toSeconds(),
                gap.toMillis(),
                waits.size(),
                usual.toMillis(),
                waits.get(waits.size() * 99 / 100).toMillis(),
                waits.getLast().toMillis(),
                slowness));
    assertThat(gap).as("the longest silence").isLessThan(times(LONGEST_SILENCE, slowness));
    assertThat(waits.getLast())
        .as("the longest wait for an answer")
        .isLessThan(times(LONGEST_WAIT, slowness));
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofMillis(Math.round(duration.toMillis() * factor));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Map<String, String> configuration() throws Exception {
    return Map.of(
        "gpmc.worker.lease", "5s",
        "gpmc.worker.heartbeat", "1s",
        "gpmc.worker.shutdown-grace", "2s",
        "gpmc.reports.path", Files.createDirectories(folder.resolve("reports")).toString());
  }
}
