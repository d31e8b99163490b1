package io.gpmcworker.gpmc.dcom.interop;

import io.gpmcworker.gpmc.HResult;

/** A call of an object on the host failed. */
public final class ComException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean answered;

  ComException(HResult status, boolean answered, String message, Throwable cause) {
    super(message, cause);
    this.status = status.code();
    this.answered = answered;
  }

  /** An answer that lacks what it has to hold. */
  public static ComException missing() {
    return new ComException(
        HResult.ERROR_INVALID_DATA,
        true,
        "The host's answer lacks an object or an id",
        new IllegalStateException("missing"));
  }

  /** The status. */
  public HResult status() {
    return new HResult(status);
  }

  /** Whether the method itself said so. If not, nobody knows whether it was done. */
  public boolean answered() {
    return answered;
  }
}
