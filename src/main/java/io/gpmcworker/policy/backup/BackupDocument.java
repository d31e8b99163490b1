package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.List;

/**
 * {@code Backup.xml}, schema version 2.0: what was backed up.
 *
 * @param securityGroups the principals that the GPO names
 * @param filePaths the UNC paths that its settings name, for migration tables
 * @param coreSettings its attributes
 * @param extensions its files and directory objects, by extension
 */
public record BackupDocument(
    List<SecurityGroup> securityGroups,
    List<String> filePaths,
    GpoCoreSettings coreSettings,
    List<GroupPolicyExtension> extensions) {

  public BackupDocument {
    securityGroups = List.copyOf(securityGroups);
    filePaths = List.copyOf(filePaths);
    extensions = List.copyOf(extensions);
  }

  /**
   * Reads a Backup.xml.
   *
   * @throws MalformedPolicyException if it is not one
   */
  public static BackupDocument read(byte[] content) throws MalformedPolicyException {
    return BackupDocumentReader.read(content);
  }

  /** The file's bytes, laid out as GPMC lays it out. */
  public byte[] toByteArray() {
    return BackupDocumentWriter.write(this);
  }
}
