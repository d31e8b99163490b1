package io.gpmcworker.operation;

import java.util.Optional;

/** What becomes of a cancel; each row of the cancel table is one of these. */
sealed interface CancelVerdict {

  /** Never seen: kept as a tombstone, so that a start that comes later does not run. */
  record PendingStart() implements CancelVerdict {}

  /** Waiting: ended at once. */
  record EndNow() implements CancelVerdict {}

  /**
   * Running: recorded, and the live handle is called wherever it is.
   *
   * @param ownerLost whether the worker that ran it is gone, so that recovery decides the end
   */
  record Deliver(boolean ownerLost) implements CancelVerdict {}

  /** An earlier cancel had the same effect. */
  record Already() implements CancelVerdict {}

  /** It has ended otherwise. */
  record TooLate() implements CancelVerdict {}

  /** Running, and the driver has no way to cancel this kind. */
  record NotSupported() implements CancelVerdict {}

  /**
   * The rule.
   *
   * @param operation the operation, locked; empty if it was never seen
   * @param ownerAlive whether the worker that has it holds its lease
   */
  static CancelVerdict of(Optional<Operation> operation, boolean ownerAlive) {
    return operation.map(it -> of(it, ownerAlive)).orElseGet(PendingStart::new);
  }

  private static CancelVerdict of(Operation operation, boolean ownerAlive) {
    return switch (operation.state) {
      case QUEUED -> new EndNow();
      case RUNNING -> {
        if (operation.cancelRequested()) {
          yield new Already();
        }
        yield operation.cancellable ? new Deliver(!ownerAlive) : new NotSupported();
      }
      case CANCELLING, CANCELLED -> new Already();
      case SUCCEEDED, FAILED, OUTCOME_UNKNOWN -> new TooLate();
    };
  }
}
