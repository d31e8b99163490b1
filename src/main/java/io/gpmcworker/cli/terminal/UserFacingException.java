package io.gpmcworker.cli.terminal;

/**
 * Ends a command. Its message is one or two sentences for the person at the terminal: what is
 * wrong, with the file or the port, and what to do about it. No stack trace is shown.
 */
public abstract class UserFacingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  protected UserFacingException(String message) {
    super(message);
  }

  protected UserFacingException(String message, Throwable cause) {
    super(message, cause);
  }
}
