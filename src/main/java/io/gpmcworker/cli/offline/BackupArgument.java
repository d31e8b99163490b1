package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A backup's folder, as it is named on the command line. */
final class BackupArgument {

  private BackupArgument() {}

  /**
   * Opens a backup.
   *
   * @throws OfflineException if it is none or is not whole; the message names the file
   */
  static BackupFolder open(Path named) throws IOException {
    if (!Files.isDirectory(named)) {
      throw noFolder(named, "a backup is one, DIR/{BACKUP-ID}");
    }
    try {
      return BackupFolder.open(named.toAbsolutePath().normalize());
    } catch (MalformedPolicyException e) {
      throw new OfflineException(
          PlainText.line(named.toString())
              + " is not a whole backup: "
              + OfflineCommand.sentence(e),
          e);
    }
  }

  /** What to say of a place that is no folder. */
  static OfflineException noFolder(Path named, String why) {
    String name = PlainText.line(named.toString());
    return new OfflineException(
        Files.exists(named)
            ? name + " is no folder; " + why + "."
            : "There is no folder " + name + ".");
  }
}
