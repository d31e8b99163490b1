package io.gpmcworker.operation;

import io.gpmcworker.event.Outbox;
import io.gpmcworker.event.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run writes down about its operation. Each entry is one transaction with its event, and is
 * refused (false) once the run has lost its right to the operation.
 */
@ApplicationScoped
public class RunLog {

  private static final int LONGEST_STEP = 512;

  private final Outbox outbox;
  private final OperationEvents events;

  RunLog(Outbox outbox, OperationEvents events) {
    this.outbox = outbox;
    this.events = events;
  }

  /** How far the operation is. */
  @Transactional
  public boolean progressed(RunKey key, long numerator, long denominator, String step) {
    return write(key, operation -> List.of(progress(operation, numerator, denominator, step)));
  }

  /**
   * The live cancel handle has been called.
   *
   * @param reason on whose account
   */
  @Transactional
  public boolean cancelDelivered(RunKey key, EndReason reason) {
    return write(
        key,
        operation -> {
          operation.take(OperationState.Transition.DELIVER_CANCEL);
          operation.cancelDeliveredAt = Instant.now();
          return List.of(events.cancelling(operation, reason));
        });
  }

  /**
   * The end.
   *
   * @param lastProgress progress that was held back until now
   */
  @Transactional
  public boolean ended(
      RunKey key,
      OperationState.Transition transition,
      Outcome outcome,
      Optional<LastProgress> lastProgress) {
    return write(
        key,
        operation -> {
          Optional<OutgoingEvent> progressed =
              lastProgress.map(
                  it -> progress(operation, it.numerator(), it.denominator(), it.step()));
          operation.end(transition, outcome, Instant.now());
          OutgoingEvent ended = events.ended(operation);
          return progressed.map(it -> List.of(it, ended)).orElseGet(() -> List.of(ended));
        });
  }

  private OutgoingEvent progress(
      Operation operation, long numerator, long denominator, String step) {
    String stored = StoredText.of(step, LONGEST_STEP);
    operation.progressNumerator = numerator;
    operation.progressDenominator = denominator;
    operation.progressStep = stored;
    return events.progressed(operation, numerator, denominator, stored);
  }

  private boolean write(RunKey key, Function<Operation, List<OutgoingEvent>> change) {
    Operation operation = Operation.findById(key.operationId(), LockModeType.PESSIMISTIC_WRITE);
    if (operation == null || !operation.ownedBy(key.worker(), key.epoch())) {
      return false;
    }
    outbox.append(change.apply(operation));
    return true;
  }

  /** Progress that has not been published yet. */
  public record LastProgress(long numerator, long denominator, String step) {}
}
