package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.cli.topics.CommandSender;
import io.gpmcworker.cli.topics.EventReader;
import io.gpmcworker.cli.topics.OperationRequest;
import io.gpmcworker.cli.topics.WorkerEvent;
import io.gpmcworker.testing.Topics;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * A flood of starts comes over a replica with little memory: it takes them all in, and a cancel
 * waits for none of them to be run. Prints how long it waited.
 *
 * <p>{@code -Dgpmc.flood=100000} makes the flood of the design. Of what is heard only ids are kept,
 * so that this process needs little memory too.
 */
class FloodIT {

  private static final int STARTS = Integer.getInteger("gpmc.flood", 10_000);
  private static final int HEAP_MEGABYTES = 256;
  private static final String VERY_SLOW = "Preference Registry";
  private static final String FLOODED = "Drive Maps";
  private static final String RUNNING = "running";
  private static final String LAST = "flood-" + (STARTS - 1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Test
  void aCancelOvertakesTheStartsThatWait() throws Exception {
    try (Fleet fleet = new Fleet(Map.of())) {
      Gpos gpos = new Gpos(fleet.domain(), List.of(VERY_SLOW, FLOODED));
      gpos.makeSlow(VERY_SLOW, 60_000);
      gpos.makeSlow(FLOODED, 200);
      Replica replica = fleet.start("alpha", List.of("-Xmx" + HEAP_MEGABYTES + "m"));
      Heard heard = new Heard();
      String servers = fleet.broker().bootstrapServers();
      try (EventReader _ =
              EventReader.open(servers, Topics.EVENTS, heard::hear, heard.failure::set);
          CommandSender sender = new CommandSender(servers, Topics.COMMANDS)) {
        sender.start(backup(RUNNING, VERY_SLOW));
        heard.await("the start of what runs", () -> heard.started.contains(RUNNING));
        long begin = System.nanoTime();
        for (int n = 0; n < STARTS; n++) {
          sender.start(backup("flood-" + n, FLOODED));
        }
        long sent = System.nanoTime();
        String ofRunning = sender.cancel(RUNNING, "flood", "jane").id();
        String ofQueued = sender.cancel(LAST, "flood", "jane").id();

        heard.await("the answer for what runs", () -> heard.answered.containsKey(ofRunning));
        int takenIn = heard.accepted.size();
        heard.await("the answer for what waits", () -> heard.answered.containsKey(ofQueued));
        int waiting = STARTS - heard.ended.size();
        heard.await("the end of what ran", () -> heard.cancelled.contains(RUNNING));
        long over = System.nanoTime();
        heard.await("the end of what waited", () -> heard.cancelled.contains(LAST));
        long unrun = System.nanoTime();

        assertThat(waiting).as("starts that still waited").isGreaterThan((int) (STARTS * 0.9));
        heard.await("all starts to be taken in", () -> heard.accepted.size() == STARTS + 1);
        long all = System.nanoTime();
        System.out.printf(
            "FloodIT: %,d starts sent in %,d ms; cancel of what ran answered after %,d ms (%,d starts"
                + " taken in by then), its end told after %,d ms; cancel of the last of the flood"
                + " answered after %,d ms (%,d starts waited), its end told after %,d ms; all taken"
                + " in after %,d ms; %d MB resident with a heap of %d MB%n",
            STARTS,
            millis(begin, sent),
            millis(sent, heard.answeredAt(ofRunning)),
            takenIn,
            millis(sent, over),
            millis(sent, heard.answeredAt(ofQueued)),
            waiting,
            millis(sent, unrun),
            millis(sent, all),
            replica.residentMemory().orElse(0) >> 20,
            HEAP_MEGABYTES);
        assertThat(replica.isAlive()).isTrue();
        assertThat(Files.readString(fleet.log("alpha"))).doesNotContain("OutOfMemoryError");
      }
    }
  }

  private static OperationRequest backup(String id, String gpo) {
    return new OperationRequest(
        id,
        "backup-gpo",
        "corp",
        Map.of("gpo", gpo, "backupStore", "default"),
        "jane",
        Optional.empty());
  }

  private static long millis(long from, long to) {
    return (to - from) / 1_000_000;
  }

  /** The ids of what has been heard of. */
  private static final class Heard {
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    /** When a cancel was answered, by its command. */
    private final Map<String, Long> answered = new ConcurrentHashMap<>();

    /** Why nothing is heard any more. */
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    void hear(WorkerEvent event) {
      String id = event.operationId();
      switch (event.type()) {
        case "operation.accepted" -> accepted.add(id);
        case "operation.started" -> started.add(id);
        case "operation.cancelled" -> cancelled.add(id);
        default -> {
          // Only ends and answers, below.
        }
      }
      if (event.isEnd()) {
        ended.add(id);
      }
      if (event.isCancelAnswer()) {
        event.causationId().ifPresent(it -> answered.putIfAbsent(it, event.received()));
      }
    }

    long answeredAt(String command) {
      return Objects.requireNonNull(answered.get(command), command);
    }

    void await(String what, BooleanSupplier heard) {
      org.awaitility.Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .failFast("no more events: " + failure, () -> failure.get() != null)
          .until(heard::getAsBoolean);
    }
  }
}
