package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.gpo.GpoPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file or folder that a backup holds a copy of.
 *
 * @param path where it belongs in the GPO's SYSVOL folder
 * @param kind file or folder
 * @param copy where its copy is on this machine; a folder's may be missing, for archives lose empty
 *     ones
 * @param size the file's length in bytes; 0 for a folder
 */
public record PayloadEntry(GpoPath path, BackupObject.FsObject.Kind kind, Path copy, long size) {

  /** Whether it is a file. */
  public boolean isFile() {
    return kind == BackupObject.FsObject.Kind.FILE;
  }

  /** Opens a file's copy for reading; a symbolic link is not followed. */
  public InputStream open() throws IOException {
    return Files.newInputStream(copy, LinkOption.NOFOLLOW_LINKS);
  }
}
