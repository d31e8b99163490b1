package io.gpmcworker.execution;

import io.gpmcworker.operation.Workers;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * This worker's lease, as it sees it itself.
 *
 * <p>The database decides when a lease is over. What this worker can know without asking is an
 * earlier moment: the lease's length after it last <em>began</em> to renew, less a heartbeat. From
 * then on it acts as if it had lost the lease.
 */
@ApplicationScoped
class Membership {

  private final Workers workers;
  private final String name;
  private final Duration lease;
  private final long safeNanos;
  private final AtomicInteger terms = new AtomicInteger();
  private volatile Term term = new Term(UUID.randomUUID(), System.nanoTime());

  /** One unbroken time of membership; after a lost lease the worker is another one. */
  private record Term(UUID worker, long renewedAt) {}

  Membership(Workers workers, WorkerConfig config) {
    this.workers = workers;
    this.name = config.name().orElseGet(Membership::hostName);
    this.lease = config.lease();
    this.safeNanos = config.lease().minus(config.heartbeat()).toNanos();
  }

  /** Joins under a new id. */
  void join() {
    long now = System.nanoTime();
    UUID worker = UUID.randomUUID();
    workers.register(worker, name, lease);
    term = new Term(worker, now);
    terms.incrementAndGet();
  }

  /**
   * Renews the lease.
   *
   * @return false if it has run out
   */
  boolean renew() {
    long now = System.nanoTime();
    UUID worker = term.worker();
    if (!workers.renew(worker, lease)) {
      return false;
    }
    term = new Term(worker, now);
    return true;
  }

  void leave() {
    workers.remove(term.worker());
  }

  /** Whether the given worker is this one, and its lease certainly runs. */
  boolean holds(UUID worker) {
    Term current = term;
    return current.worker().equals(worker) && current(current);
  }

  /** Whether the lease certainly runs. */
  boolean holds() {
    return current(term);
  }

  private boolean current(Term it) {
    return System.nanoTime() - it.renewedAt() < safeNanos;
  }

  /** How often it joined anew because a lease was lost. */
  int lostLeases() {
    return Math.max(0, terms.get() - 1);
  }

  UUID worker() {
    return term.worker();
  }

  String name() {
    return name;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "gpmc-worker";
    }
  }
}
