package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;

/** Carries an exception of a call through an interface that knows none. */
public final class UncheckedGpmcException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final GpmcException failure;

  public UncheckedGpmcException(GpmcException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /** The exception to throw on the other side. */
  public GpmcException failure() {
    return failure;
  }
}
