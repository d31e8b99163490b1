package io.gpmcworker.cli.remote;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.UserFacingException;
import picocli.CommandLine.IExitCodeGenerator;

/** What a worker did not do, or where none is, in a sentence; and the exit code that tells it. */
public final class RemoteException extends UserFacingException implements IExitCodeGenerator {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  public RemoteException(ExitCode exitCode, String message) {
    super(PlainText.line(message));
    this.exitCode = exitCode;
  }

  public RemoteException(ExitCode exitCode, String message, Throwable cause) {
    super(PlainText.line(message), cause);
    this.exitCode = exitCode;
  }

  @Override
  public int getExitCode() {
    return exitCode.code();
  }
}
