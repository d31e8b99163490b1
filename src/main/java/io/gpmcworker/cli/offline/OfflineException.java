package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.UserFacingException;

/** Input that a command cannot use, or output that it cannot write. */
final class OfflineException extends UserFacingException {
  private static final long serialVersionUID = 1L;

  OfflineException(String message) {
    super(message);
  }

  OfflineException(String message, Throwable cause) {
    super(message, cause);
  }
}
