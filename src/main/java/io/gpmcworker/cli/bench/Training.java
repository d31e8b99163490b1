package io.gpmcworker.cli.bench;

import io.gpmcworker.cli.local.LocalSurroundings;
import io.gpmcworker.cli.topics.OutcomeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The load of the measurements without a clock: an amount of work, however long the machine takes
 * for it. A new operation is put whenever one has ended.
 *
 * @param operations how many, some of which are cancelled
 */
public record Training(int operations) {
  private static final int AT_ONCE = 100;
  private static final int CANCEL_EVERY = 25;
  private static final Duration NOTHING_ENDS_FOR = Duration.ofMinutes(5);

  /**
   * Does all of it.
   *
   * @param small GPOs whose reports are most of the operations, in turn
   * @param large a GPO whose backup takes long enough to be cancelled
   * @throws OutcomeException when the worker ends nothing any more
   */
  public void run(LocalSurroundings surroundings, List<UUID> small, UUID large)
      throws InterruptedException {
    Iterator<Map<String, Object>> trivial = Bench.trivial(small);
    Map<String, Object> lasting = Bench.lasting(large);
    Semaphore room = new Semaphore(AT_ONCE);
    try (Client client = new Client(surroundings.broker().bootstrapServers())) {
      for (int put = 1; put <= operations; put++) {
        await(room, client);
        if (put % CANCEL_EVERY == 0) {
          client.startAndCancel(
              Bench.LONG, lasting, new Latencies(), new Latencies(), room::release);
        } else {
          client.start(
              Bench.TRIVIAL,
              trivial.next(),
              event -> {
                if (client.succeeded(event)) {
                  room.release();
                }
              });
        }
      }
      for (int last = 0; last < AT_ONCE; last++) {
        await(room, client);
      }
    }
  }

  private static void await(Semaphore room, Client client) throws InterruptedException {
    if (!room.tryAcquire(NOTHING_ENDS_FOR.toSeconds(), TimeUnit.SECONDS)) {
      throw Client.late("No operation has ended for %d s.".formatted(NOTHING_ENDS_FOR.toSeconds()));
    }
    client.check();
  }
}
