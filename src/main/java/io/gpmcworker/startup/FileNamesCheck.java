package io.gpmcworker.startup;

import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Whether a file here can have any name that a file of a GPO can have. Java writes names in the
 * letters of the locale that it was started with, and a service often has none.
 */
@ApplicationScoped
class FileNamesCheck implements Preflight.Check {

  private static final String OF_TWO_SCRIPTS = "\u00fc\u7b56";

  @Override
  public void run() throws UnfitException {
    try {
      var _ = Path.of(OF_TWO_SCRIPTS);
    } catch (InvalidPathException e) {
      throw new UnfitException(
          "Its locale has only the letters of %s, and names of files have others. Set LC_ALL=C.UTF-8 in the environment that it is started in."
              .formatted(System.getProperty("sun.jnu.encoding")));
    }
  }
}
