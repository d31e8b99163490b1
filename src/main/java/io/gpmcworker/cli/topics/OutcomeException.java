package io.gpmcworker.cli.topics;

import io.gpmcworker.cli.terminal.UserFacingException;

/** The worker did not do what was expected of it. The message says what, and where to look. */
public final class OutcomeException extends UserFacingException {
  private static final long serialVersionUID = 1L;

  public OutcomeException(String message) {
    super(message);
  }

  public OutcomeException(String message, Throwable cause) {
    super(message, cause);
  }
}
