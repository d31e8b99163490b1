package io.gpmcworker.operation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The states of an operation, and, as one table, every way from one to another.
 *
 * <p>There is no way from {@link #CANCELLING} to {@link #FAILED}: which status GPMC ends a
 * cancelled call with is not documented, so any failure after the handle was called counts as the
 * cancel's doing.
 */
public enum OperationState {
  /** Accepted and durable; no worker has it. */
  QUEUED,
  /** A worker has it. */
  RUNNING,
  /** Its live cancel handle has been called; the end is awaited, for a bounded time. */
  CANCELLING,
  /** Did what was asked, perhaps in spite of a cancel that came too late to stop it. */
  SUCCEEDED,
  /** Did not do what was asked, and left the domain as it was. */
  FAILED,
  /** Ended because of a cancel, and left the domain as it was. */
  CANCELLED,
  /** Ended for this worker; what it left in the domain is not known. */
  OUTCOME_UNKNOWN;

  private static final Map<OperationState, Map<Transition, OperationState>> TABLE =
      new EnumMap<>(OperationState.class);

  static {
    from(QUEUED).put(Transition.CLAIM, RUNNING);
    from(QUEUED).put(Transition.CANCEL, CANCELLED);

    from(RUNNING).put(Transition.DELIVER_CANCEL, CANCELLING);
    from(RUNNING).put(Transition.CANCEL, CANCELLED);
    from(RUNNING).put(Transition.SUCCEED, SUCCEEDED);
    from(RUNNING).put(Transition.FAIL, FAILED);
    from(RUNNING).put(Transition.LOSE_SIGHT, OUTCOME_UNKNOWN);
    from(RUNNING).put(Transition.PUT_BACK, QUEUED);

    from(CANCELLING).put(Transition.CANCEL, CANCELLED);
    from(CANCELLING).put(Transition.SUCCEED, SUCCEEDED);
    from(CANCELLING).put(Transition.LOSE_SIGHT, OUTCOME_UNKNOWN);

    for (OperationState state : values()) {
      from(state);
    }
  }

  private static Map<Transition, OperationState> from(OperationState state) {
    return TABLE.computeIfAbsent(state, it -> new EnumMap<>(Transition.class));
  }

  /** Where a transition leads; empty if it cannot happen in this state. */
  public Optional<OperationState> after(Transition transition) {
    return Optional.ofNullable(from(this).get(transition));
  }

  /** Whether it is an end: nothing follows. */
  public boolean ended() {
    return from(this).isEmpty();
  }

  /** What can happen to an operation. */
  public enum Transition {
    /** A worker takes it. */
    CLAIM,
    /** Its live cancel handle was called. */
    DELIVER_CANCEL,
    /**
     * It ended by a cancel: before the call was made, with a failure after the handle was called,
     * or because its worker is gone and nothing of it is left.
     */
    CANCEL,
    /** It ended with success. */
    SUCCEED,
    /** It ended with a failure that nobody asked for. */
    FAIL,
    /** Nobody can tell any more what it does or did. */
    LOSE_SIGHT,
    /** Its worker is gone, nothing of it is left, and it changes nothing: it may run again. */
    PUT_BACK
  }
}
