package io.gpmcworker.gpmc.directory.change;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.policy.gpo.GpoPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file or folder that a GPO shall have.
 *
 * @param path where in the GPO
 * @param content what the file holds; empty for a folder
 */
public record PlannedFile(GpoPath path, Optional<Content> content) {

  /** What a file holds. */
  @FunctionalInterface
  public interface Content {
    /** Opens it from its beginning. */
    InputStream open() throws GpmcException, IOException;
  }

  /** A folder. */
  public static PlannedFile folder(GpoPath path) {
    return new PlannedFile(path, Optional.empty());
  }

  /** A file. */
  public static PlannedFile file(GpoPath path, Content content) {
    return new PlannedFile(path, Optional.of(content));
  }

  /** A file that holds the given bytes. */
  public static PlannedFile file(GpoPath path, byte[] bytes) {
    return file(path, () -> new ByteArrayInputStream(bytes));
  }
}
