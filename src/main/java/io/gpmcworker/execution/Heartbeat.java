package io.gpmcworker.execution;

import io.gpmcworker.operation.EndReason;
import io.gpmcworker.operation.Queue;
import io.gpmcworker.operation.Workers;
import io.gpmcworker.signal.Bell;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Renews the lease, and re-reads what a lost signal would have told: cancels not delivered. Beside
 * it, so that no amount of it holds up the lease: operations whose worker is gone, starts that have
 * expired.
 */
@ApplicationScoped
class Heartbeat {

  private static final Logger LOG = Logger.getLogger(Heartbeat.class);

  private static final int WATCHES_PER_BEAT = 4;

  private final Membership membership;
  private final LiveRuns runs;
  private final Queue queue;
  private final Workers workers;
  private final Recovery recovery;
  private final Duration interval;
  private final Bell bell = new Bell();
  private final Bell careBell = new Bell();
  private volatile boolean uncertain;
  private volatile boolean stopping;
  private @Nullable Thread thread;
  private @Nullable Thread watch;
  private @Nullable Thread care;

  Heartbeat(
      Membership membership,
      LiveRuns runs,
      Queue queue,
      Workers workers,
      Recovery recovery,
      WorkerConfig config) {
    this.membership = membership;
    this.runs = runs;
    this.queue = queue;
    this.workers = workers;
    this.recovery = recovery;
    this.interval = config.heartbeat();
  }

  void start() {
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("heartbeat")
            .start(() -> repeat(this::beat, bell, "GPMC-X06 Could not renew the lease"));
    care =
        Thread.ofPlatform()
            .daemon()
            .name("recovery")
            .start(() -> repeat(this::care, careBell, "GPMC-X12 Could not look for what was lost"));
    watch = Thread.ofPlatform().daemon().name("lease-watch").start(this::watch);
  }

  void stop() throws InterruptedException {
    stopping = true;
    bell.ring();
    Thread watching = watch;
    if (watching != null) {
      watching.interrupt();
    }
    careBell.ring();
    join(thread);
    join(care);
  }

  private static void join(@Nullable Thread thread) throws InterruptedException {
    if (thread != null) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  private void repeat(Runnable action, Bell bell, String failure) {
    while (!stopping) {
      try {
        action.run();
      } catch (RuntimeException e) {
        LOG.warnf("%s, trying again: %s", failure, e.getMessage());
      }
      try {
        bell.await(interval);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Apart from the heartbeat, which a database that hangs holds up for as long as it likes. */
  private void watch() {
    try {
      while (!stopping) {
        if (!membership.holds()) {
          uncertain = true;
          loseLease();
        }
        Thread.sleep(interval.dividedBy(WATCHES_PER_BEAT));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beat() {
    // Runs that were stopped are this worker's no more, even if the lease could still be renewed:
    // only under a new id do they become somebody's to recover.
    if (!membership.renew() || uncertain) {
      loseLease();
      membership.join();
      uncertain = false;
      LOG.warnf("GPMC-X07 The lease had run out; this is now worker %s", membership.worker());
    }
    runs.forgetEarlyCancels();
    queue
        .undeliveredCancels(membership.worker())
        .forEach(operationId -> runs.cancel(operationId, EndReason.REQUESTED));
  }

  private void care() {
    if (!membership.holds()) {
      return;
    }
    recovery.recoverLost();
    recovery.recoverForgotten(runs.operationIds());
    while (!stopping && queue.endExpired()) {
      // In transactions of bounded size.
    }
    workers.removeDead();
  }

  private void loseLease() {
    if (runs.count() > 0) {
      LOG.warnf("GPMC-X08 The lease is no longer certain; stopping %d operations", runs.count());
      runs.abandonAll();
    }
  }
}
