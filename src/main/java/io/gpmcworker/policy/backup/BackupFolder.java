package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One backup, {@code {BACKUP-ID}}, opened for reading. It is validated as a whole before anything
 * of it can be used: both XML files read, every listed file there, nothing outside the folder, no
 * place listed twice.
 *
 * @param folder the backup's folder
 * @param inst bkupInfo.xml
 * @param document Backup.xml
 * @param payload the files and folders of the GPO, in document order, folders and files alike once
 * @param unlisted files in the payload's folder that Backup.xml does not name; they are not
 *     restored
 */
public record BackupFolder(
    Path folder,
    BackupInst inst,
    BackupDocument document,
    List<PayloadEntry> payload,
    List<String> unlisted) {

  public BackupFolder {
    payload = List.copyOf(payload);
    unlisted = List.copyOf(unlisted);
  }

  /**
   * Opens and validates a backup.
   *
   * @throws MalformedPolicyException if it is not a whole backup; the message names the file
   * @throws IOException if it cannot be read
   */
  public static BackupFolder open(Path folder) throws IOException {
    throw new MalformedPolicyException(folder.toString(), "not read yet");
  }

  /**
   * The report that GPMC rendered when it made the backup.
   *
   * @throws MalformedPolicyException if it is missing or larger than any report may be
   */
  public byte[] report() throws IOException {
    throw new MalformedPolicyException("gpreport.xml", "not read yet");
  }
}
