package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.Style;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the offline commands share: one sentence for whatever is wrong, and exit code 2. */
abstract class OfflineCommand implements Callable<Integer> {

  static final int FINE = 0;
  static final int DIFFERENT = 1;
  static final int INCOMPLETE = 1;
  static final int TROUBLE = 2;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public final Integer call() {
    try {
      return run();
    } catch (MalformedPolicyException e) {
      throw new OfflineException(sentence(e), e);
    } catch (UncheckedIOException e) {
      throw new OfflineException(sentence(Objects.requireNonNull(e.getCause())), e);
    } catch (IOException e) {
      throw new OfflineException(sentence(e), e);
    } catch (OfflineException e) {
      throw e;
    } catch (OutOfMemoryError e) {
      throw new OfflineException("This takes more memory than there is.", e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new OfflineException(
          "This input could not be dealt with (%s); please report it."
              .formatted(PlainText.line(e.toString())),
          e);
    }
  }

  /**
   * Does the work.
   *
   * @return the exit code
   */
  abstract int run() throws IOException;

  /** The standard output. */
  final PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }

  /** Where a person is told what concerns no program behind a pipe. */
  final PrintWriter err() {
    return Objects.requireNonNull(spec).commandLine().getErr();
  }

  final Style style() {
    return Style.standard();
  }

  static String sentence(IOException failure) {
    String text =
        switch (failure) {
          case MalformedPolicyException e -> String.valueOf(e.getMessage());
          case NoSuchFileException e -> "There is no " + e.getFile();
          case NotDirectoryException e -> e.getFile() + " is not a folder";
          case AccessDeniedException e -> e.getFile() + " may not be read or written by you";
          case FileSystemException e -> e.getFile() + ": " + e.getReason();
          default -> String.valueOf(failure.getMessage());
        };
    return PlainText.line(text.endsWith(".") ? text : text + ".");
  }
}
