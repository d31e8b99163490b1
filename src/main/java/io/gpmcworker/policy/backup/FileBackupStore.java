package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.nio.file.Path;

/** Opens backup stores that are folders of a file system. */
public final class FileBackupStore {

  private FileBackupStore() {}

  /** The store in the given folder, which must exist. */
  public static BackupStore open(Path folder) throws IOException {
    throw new IOException("not opened yet: " + folder);
  }
}
