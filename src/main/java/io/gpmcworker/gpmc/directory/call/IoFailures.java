package io.gpmcworker.gpmc.directory.call;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.StoreBusyException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Failures of files in GPMC's words. */
public final class IoFailures {

  private static final String[] DISK_FULL = {
    "no space left", "not enough space", "disk quota exceeded", "disk is full"
  };

  private static final String[] READ_ONLY = {"read-only file system", "write-protected"};

  private IoFailures() {}

  /**
   * The exception for a failure of a file.
   *
   * @param place where it happened, as in "backup store 'default'"
   */
  public static GpmcException at(String place, IOException cause) {
    return switch (cause) {
      case PlacedException placed -> placed.failure();
      case MalformedPolicyException malformed ->
          new GpmcException(
              HResult.ERROR_INVALID_DATA,
              "%s in %s is damaged: %s.".formatted(malformed.file(), place, malformed.reason()),
              malformed);
      case StoreBusyException busy ->
          new GpmcException(
              HResult.ERROR_SHARING_VIOLATION,
              "Another writer has held %s in %s for %d seconds; try again later, or find out who holds it."
                  .formatted(busy.file(), place, busy.waited().toSeconds()),
              busy);
      case AccessDeniedException denied ->
          new GpmcException(
              HResult.E_ACCESSDENIED,
              "Access to %s in %s was denied; grant the worker's account the right."
                  .formatted(name(denied), place),
              denied);
      case NoSuchFileException missing ->
          new GpmcException(
              HResult.ERROR_FILE_NOT_FOUND,
              "%s in %s is missing.".formatted(name(missing), place),
              missing);
      case IOException full when says(full, DISK_FULL) ->
          new GpmcException(
              HResult.ERROR_DISK_FULL,
              "The disk of %s is full; free some space and try again.".formatted(place),
              full);
      case IOException fixed when says(fixed, READ_ONLY) ->
          new GpmcException(
              HResult.ERROR_WRITE_PROTECT,
              "%s%s cannot be written: its file system is read-only; mount it writable, or name another."
                  .formatted(place.substring(0, 1).toUpperCase(Locale.ROOT), place.substring(1)),
              fixed);
      case FileSystemException other ->
          new GpmcException(
              HResult.ERROR_WRITE_FAULT,
              "%s in %s failed: %s."
                  .formatted(
                      name(other),
                      place,
                      Optional.ofNullable(other.getReason())
                          .orElse(other.getClass().getSimpleName())),
              other);
      default ->
          new GpmcException(
              HResult.ERROR_WRITE_FAULT,
              "%s failed: %s."
                  .formatted(
                      place,
                      Optional.ofNullable(cause.getMessage())
                          .orElse(cause.getClass().getSimpleName())),
              cause);
    };
  }

  private static boolean says(IOException failure, String... words) {
    String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return Stream.of(words).anyMatch(text::contains);
  }

  /** The file's plain name; where it is on this machine is not for the caller. */
  private static String name(FileSystemException failure) {
    Optional<Path> file =
        Optional.ofNullable(failure.getFile()).map(text -> Path.of(text).getFileName());
    return file.map(name -> "'" + name + "'").orElse("A file");
  }

  /**
   * A failure whose place is known, on its way through code that reads in one place and writes in
   * another.
   */
  public static final class PlacedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final GpmcException failure;

    public PlacedException(GpmcException failure) {
      super(failure.getMessage(), failure);
      this.failure = failure;
    }

    /** What happened where. */
    GpmcException failure() {
      return failure;
    }
  }
}
