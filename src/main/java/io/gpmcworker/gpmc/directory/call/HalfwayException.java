package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;

/** An operation failed, and so did undoing it: a part of its change is left in the domain. */
public final class HalfwayException extends GpmcException {

  private static final long serialVersionUID = 1L;

  /** As {@link GpmcException#GpmcException(HResult, String, Throwable)}. */
  public HalfwayException(HResult hresult, String message, Throwable cause) {
    super(hresult, message, cause);
  }
}
