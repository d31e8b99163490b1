package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.gpo.GpoPath;

/**
 * A file or folder in a GPO's SYSVOL folder.
 *
 * @param path where it is, in the spelling of the file system
 * @param kind file or folder
 */
public record SysvolEntry(GpoPath path, BackupObject.FsObject.Kind kind) {

  /** A file. */
  public static SysvolEntry file(GpoPath path) {
    return new SysvolEntry(path, BackupObject.FsObject.Kind.FILE);
  }

  /** A folder. */
  public static SysvolEntry directory(GpoPath path) {
    return new SysvolEntry(path, BackupObject.FsObject.Kind.DIRECTORY);
  }
}
