package io.gpmcworker.execution;

import io.gpmcworker.operation.EndReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The runs of this worker, by operation id: the map from an id to its live cancel handle. */
@ApplicationScoped
class LiveRuns {

  private final ConcurrentMap<String, Run> runs = new ConcurrentHashMap<>();

  /** Cancels of operations that have been claimed here and are about to be added. */
  private final Set<String> early = ConcurrentHashMap.newKeySet();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition removed = lock.newCondition();

  void add(Run run) {
    runs.put(run.operationId(), run);
    if (early.remove(run.operationId())) {
      run.cancel(EndReason.REQUESTED);
    }
  }

  void remove(Run run) {
    runs.remove(run.operationId(), run);
    lock.lock();
    try {
      removed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Calls the live handle of an operation, if it runs here or is about to. */
  void cancel(String operationId, EndReason reason) {
    early.add(operationId);
    Optional<Run> run = Optional.ofNullable(runs.get(operationId));
    if (run.isPresent()) {
      early.remove(operationId);
      run.get().cancel(reason);
    }
  }

  /** Forgets cancels that found no run here; the row keeps them. */
  void forgetEarlyCancels() {
    early.clear();
  }

  /** Calls every live handle. */
  void cancelAll(EndReason reason) {
    runs.values().forEach(run -> run.cancel(reason));
  }

  /** The right to all operations is lost: calls every handle, and nothing more is written. */
  void abandonAll() {
    runs.values().forEach(Run::abandon);
  }

  int count() {
    return runs.size();
  }

  Set<String> operationIds() {
    return Set.copyOf(runs.keySet());
  }

  /** Waits until no run is left, for the given time at most. */
  boolean awaitNone(Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (!runs.isEmpty() && left > 0) {
        left = removed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return runs.isEmpty();
  }
}
