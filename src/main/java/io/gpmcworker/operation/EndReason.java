package io.gpmcworker.operation;

/** Why an operation ended otherwise than by its own success or failure. */
public enum EndReason {
  /** A cancel command. */
  REQUESTED,
  /** The worker was shut down and its grace was over. */
  SHUTDOWN,
  /** The start command's {@code expirytime} had passed before it could run. */
  EXPIRED,
  /** The worker that ran it is gone. */
  OWNER_LOST,
  /** The handle was called, and no end came within the bound. */
  CANCEL_TIMED_OUT,
  /** The handle could not be reached within the bound. */
  CANCEL_UNDELIVERED
}
