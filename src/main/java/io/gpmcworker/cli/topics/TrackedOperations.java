package io.gpmcworker.cli.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the events have told of each operation so far. Fed by a reader, asked by other threads. */
public final class TrackedOperations {
  private final Map<String, List<WorkerEvent>> byOperation = new HashMap<>();
  private @Nullable RuntimeException failure;

  /** Takes the next event. */
  public synchronized void accept(WorkerEvent event) {
    byOperation.computeIfAbsent(event.operationId(), id -> new ArrayList<>()).add(event);
    notifyAll();
  }

  /** Takes note that no more events come. Whoever asks for some is told. */
  public synchronized void fail(RuntimeException cause) {
    failure = cause;
    notifyAll();
  }

  /**
   * The events of an operation, in order.
   *
   * @throws OutcomeException when the events cannot be read
   */
  public synchronized List<WorkerEvent> events(String operationId) {
    if (failure != null) {
      throw new OutcomeException("The events cannot be read any more: " + failure, failure);
    }
    return List.copyOf(byOperation.getOrDefault(operationId, List.of()));
  }

  /** The first event of an operation that fits. */
  public Optional<WorkerEvent> find(String operationId, Predicate<WorkerEvent> wanted) {
    return events(operationId).stream().filter(wanted).findFirst();
  }

  /** The end of an operation. */
  public Optional<WorkerEvent> end(String operationId) {
    return find(operationId, WorkerEvent::isEnd);
  }

  /**
   * Waits for an event of an operation.
   *
   * @return the first that fits; empty when none came within the limit
   */
  public synchronized Optional<WorkerEvent> await(
      String operationId, Predicate<WorkerEvent> wanted, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Optional<WorkerEvent> found = find(operationId, wanted);
    while (found.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return Optional.empty();
      }
      wait(left);
      found = find(operationId, wanted);
    }
    return found;
  }
}
