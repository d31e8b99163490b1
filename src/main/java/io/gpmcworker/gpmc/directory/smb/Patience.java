package io.gpmcworker.gpmc.directory.smb;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.time.Duration;

/** Tries again what another program, which has a file open for a moment, stands in the way of. */
final class Patience {

  private static final Duration LIMIT = Duration.ofSeconds(4);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

  private Patience() {}

  /** Work that may be done again after it failed. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  static <T> T with(Work<T> work) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return work.run();
      } catch (FileSystemException e) {
        if (!passes(e) || System.nanoTime() > deadline) {
          throw e;
        }
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a file was in use", e);
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  /** Windows denies access to what would replace, or move, a file that somebody reads. */
  private static boolean passes(FileSystemException failure) {
    return failure instanceof AccessDeniedException || failure instanceof SmbErrors.InUseException;
  }
}
