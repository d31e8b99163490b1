package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.replicas.history.SeenEvent;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A flood of starts comes over a replica with little memory: it takes them all in, and a cancel
 * waits for none of them to be run.
 *
 * <p>{@code -Dgpmc.flood=100000} makes the flood of the design.
 */
class FloodIT {

  private static final int STARTS = Integer.getInteger("gpmc.flood", 10_000);
  private static final int HEAP_MEGABYTES = 256;
  private static final String VERY_SLOW = "Preference Registry";
  private static final String FLOODED = "Drive Maps";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void aCancelOvertakesTheStartsThatWait() throws Exception {
    try (Fleet fleet = new Fleet(Map.of())) {
      Gpos gpos = new Gpos(fleet.domain(), List.of(VERY_SLOW, FLOODED));
      gpos.makeSlow(VERY_SLOW, 60_000);
      gpos.makeSlow(FLOODED, 200);
      Replica replica = fleet.start("alpha", List.of("-Xmx" + HEAP_MEGABYTES + "m"));
      try (Recorder recorder = new Recorder(fleet.broker().bootstrapServers())) {
        recorder.start("running", Load.backup(VERY_SLOW), Map.of());
        awaitEvent(recorder, "running", "operation.started");
        long begin = System.nanoTime();
        for (int n = 0; n < STARTS; n++) {
          recorder.start("flood-" + n, Load.backup(FLOODED), Map.of());
        }
        long sent = System.nanoTime();
        String ofRunning = recorder.cancel("running");
        String ofQueued = recorder.cancel("flood-" + (STARTS - 1));

        awaitAnswer(recorder, ofRunning);
        awaitAnswer(recorder, ofQueued);
        long answered = System.nanoTime();
        long waiting = STARTS - ends(recorder);
        awaitEvent(recorder, "running", "operation.cancelled");
        awaitEvent(recorder, "flood-" + (STARTS - 1), "operation.cancelled");
        long over = System.nanoTime();

        System.out.printf(
            "FloodIT: %d starts sent in %d ms; cancels answered %d ms later, both ended after %d ms,"
                + " while %d starts waited; %d MB resident with a heap of %d MB%n",
            STARTS,
            (sent - begin) / 1_000_000,
            (answered - sent) / 1_000_000,
            (over - sent) / 1_000_000,
            waiting,
            replica.residentMemory().orElse(0) >> 20,
            HEAP_MEGABYTES);
        assertThat(waiting).as("starts that still waited").isGreaterThan(STARTS * 9L / 10);
        assertThat(replica.isAlive()).isTrue();
        assertThat(fleet.log("alpha")).isRegularFile();
        assertThat(Files.readString(fleet.log("alpha"))).doesNotContain("OutOfMemoryError");
        awaitAllAccepted(recorder);
      }
    }
  }

  private static void awaitAllAccepted(Recorder recorder) {
    await("all starts to be taken in")
        .atMost(PATIENCE)
        .until(
            () ->
                recorder.events().stream()
                        .filter(it -> it.type().equals("operation.accepted"))
                        .map(SeenEvent::id)
                        .distinct()
                        .count()
                    == STARTS + 1);
  }

  private static long ends(Recorder recorder) {
    return recorder.events().stream().filter(SeenEvent::isEnd).map(SeenEvent::id).distinct().count();
  }

  private static void awaitAnswer(Recorder recorder, String command) {
    await("the answer to " + command)
        .atMost(PATIENCE)
        .until(
            () ->
                recorder.events().stream()
                    .anyMatch(it -> it.isAnswer() && it.cause().equals(command)));
  }

  private static void awaitEvent(Recorder recorder, String id, String type) {
    await(type + " of " + id)
        .atMost(PATIENCE)
        .until(
            () ->
                recorder.events().stream()
                    .anyMatch(it -> it.operationId().equals(id) && it.type().equals(type)));
  }
}
