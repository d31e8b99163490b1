package io.gpmcworker.cli.local;

import io.gpmcworker.cli.terminal.UserFacingException;

/** The surroundings are not as they must be: a port, a folder, a program that does not start. */
public final class SurroundingsException extends UserFacingException {
  private static final long serialVersionUID = 1L;

  public SurroundingsException(String message) {
    super(message);
  }

  public SurroundingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
