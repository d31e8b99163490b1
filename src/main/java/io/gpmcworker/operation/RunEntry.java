package io.gpmcworker.operation;

import io.gpmcworker.operation.OperationState.Transition;
import java.time.Instant;
import java.util.Optional;

/** Something that a run writes down about its operation. */
public sealed interface RunEntry {

  /** By what right it is written. */
  RunKey key();

  /** How far the operation is. */
  record Progressed(RunKey key, Progress progress) implements RunEntry {}

  /**
   * The live cancel handle has been called.
   *
   * @param reason on whose account
   * @param at when it was called, which is some time before this can be written
   */
  record CancelDelivered(RunKey key, EndReason reason, Instant at) implements RunEntry {}

  /**
   * The end.
   *
   * @param heldBack progress that has not been published yet
   */
  record Ended(RunKey key, Transition transition, Outcome outcome, Optional<Progress> heldBack)
      implements RunEntry {}

  /** Progress as GPMC counts it: steps done, steps in all, what is being done. */
  record Progress(long numerator, long denominator, String step) {}
}
