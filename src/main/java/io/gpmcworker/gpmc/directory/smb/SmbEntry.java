package io.gpmcworker.gpmc.directory.smb;

import java.time.Instant;

/**
 * A file or folder on a share.
 *
 * @param name its name, without the folders above it
 * @param kind what it is
 * @param size bytes of a file; 0 of others
 * @param modified when it was last written
 */
public record SmbEntry(String name, Kind kind, long size, Instant modified) {

  /** What an entry can be. */
  public enum Kind {
    FILE,
    FOLDER,
    /** A link, or whatever else stands for a place elsewhere. */
    REPARSE_POINT
  }
}
