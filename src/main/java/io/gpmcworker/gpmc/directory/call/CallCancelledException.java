package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;

/** The call ends because its caller asked for it. */
public final class CallCancelledException extends GpmcException {

  private static final long serialVersionUID = 1L;

  public CallCancelledException() {
    super(HResult.ERROR_CANCELLED, "The operation was cancelled.");
  }
}
