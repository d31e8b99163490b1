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
 * Renews the lease, and re-reads what a lost signal would have told: cancels not delivered,
 * operations whose worker is gone, starts that have expired.
 */
@ApplicationScoped
class Heartbeat {

  private static final Logger LOG = Logger.getLogger(Heartbeat.class);

  private final Membership membership;
  private final LiveRuns runs;
  private final Queue queue;
  private final Workers workers;
  private final Recovery recovery;
  private final Duration interval;
  private final Bell bell = new Bell();
  private boolean uncertain;
  private volatile boolean stopping;
  private @Nullable Thread thread;

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
    thread = Thread.ofVirtual().name("heartbeat").start(this::loop);
  }

  void stop() throws InterruptedException {
    stopping = true;
    bell.ring();
    Thread running = thread;
    if (running != null) {
      running.join(Duration.ofSeconds(5));
    }
  }

  private void loop() {
    while (!stopping) {
      try {
        beat();
      } catch (RuntimeException e) {
        LOG.warnf("GPMC-X06 Could not renew the lease, trying again: %s", e.getMessage());
      }
      if (!membership.holds()) {
        uncertain = true;
        loseLease();
      }
      try {
        bell.await(interval);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void beat() {
    // Runs that were stopped are this worker's no more, even if the lease could still be renewed:
    // only under a new id do they become somebody's to recover.
    if (uncertain || !membership.renew()) {
      loseLease();
      membership.join();
      uncertain = false;
      LOG.warnf("GPMC-X07 The lease had run out; this is now worker %s", membership.worker());
    }
    queue
        .undeliveredCancels(membership.worker())
        .forEach(operationId -> runs.cancel(operationId, EndReason.REQUESTED));
    recovery.recoverLost();
    queue.endExpired();
    workers.removeDead();
  }

  private void loseLease() {
    if (runs.count() > 0) {
      LOG.warnf("GPMC-X08 The lease is no longer certain; stopping %d operations", runs.count());
      runs.abandonAll();
    }
  }
}
