package io.gpmcworker.replicas;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Commands as a busy house sends them: backups, restores, reports; some withdrawn before they are
 * started, some while they run, some long after; some sent twice.
 */
final class Load implements AutoCloseable {

  private static final int LONGEST_WAIT_MILLIS = 2_000;

  private final Recorder recorder;
  private final List<String> backups;
  private final Random random;
  private final int most;
  private final long pauseMillis;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * Starts to send.
   *
   * @param backups that restores name
   * @param most operations that are under way at the same time
   * @param pauseMillis between two starts
   */
  Load(Recorder recorder, List<String> backups, long seed, int most, long pauseMillis) {
    this.recorder = recorder;
    this.backups = backups;
    this.random = new Random(seed);
    this.most = most;
    this.pauseMillis = pauseMillis;
    this.thread = Thread.ofPlatform().daemon().name("load").start(this::send);
  }

  private void send() {
    for (int n = 0; !stopping; n++) {
      try {
        if (recorder.unended() < most) {
          start("op-" + n);
        }
        Thread.sleep(pauseMillis);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void start(String id) {
    if (one(20)) {
      recorder.cancel(id);
    }
    String data = data();
    Map<String, String> more =
        one(15)
            ? Map.of("ce_expirytime", Instant.now().plusMillis(random.nextInt(3_000)).toString())
            : Map.of();
    String command = recorder.start(id, data, more);
    if (one(8)) {
      inAWhile(() -> recorder.send("start", command, id, data, more));
    }
    if (one(4)) {
      inAWhile(() -> cancel(id));
    }
  }

  private void cancel(String id) {
    String command = recorder.cancel(id);
    if (one(3)) {
      inAWhile(() -> recorder.send("cancel", command, id, "{\"requestedBy\":\"jane\"}", Map.of()));
    }
    if (one(4)) {
      inAWhile(() -> recorder.cancel(id));
    }
  }

  private String data() {
    int kind = random.nextInt(100);
    String gpo = Prepared.CHANGING.get(random.nextInt(Prepared.CHANGING.size()));
    if (kind < 10) {
      return backup(Prepared.SLOW);
    }
    if (kind < 45) {
      return backup(gpo);
    }
    if (kind < 80) {
      return restore(backups.get(random.nextInt(backups.size())));
    }
    return report(gpo);
  }

  static String backup(String gpo) {
    return """
    {"operation":"backup-gpo","domain":"corp","parameters":{"gpo":"%s","backupStore":"default"}}
    """
        .formatted(gpo);
  }

  static String restore(String backupId) {
    return """
    {"operation":"restore-gpo","domain":"corp","parameters":{"backupId":"%s","backupStore":"default"}}
    """
        .formatted(backupId);
  }

  static String report(String gpo) {
    return """
    {"operation":"report-gpo","domain":"corp","parameters":{"gpo":"%s","reportType":"xml"}}
    """
        .formatted(gpo);
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private void inAWhile(Runnable action) {
    int wait = random.nextInt(LONGEST_WAIT_MILLIS);
    var _ = later.schedule(action, wait, TimeUnit.MILLISECONDS);
  }

  /** Sends no more starts; what was to come after those that were sent still comes. */
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
      // Twice: what comes in a while may send something in a while.
      TimeUnit.MILLISECONDS.sleep(2L * LONGEST_WAIT_MILLIS);
      later.shutdown();
      later.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
