package io.gpmcworker.cli.local;

/**
 * The surroundings are not as they must be. The message is one or two sentences for the person at
 * the terminal: what is wrong, with the file or the port, and what to do about it.
 */
public final class SurroundingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SurroundingsException(String message) {
    super(message);
  }

  public SurroundingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
