package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A folder of GPMC backups: {@code IGPMBackupDir}. Safe for many threads and many processes. */
public interface BackupStore {

  /**
   * Every backup in it, the newest first. What the manifest says is checked against the folders;
   * one that is missing, damaged or out of date is passed over in favour of the folders' own
   * bkupInfo.xml.
   */
  List<BackupInst> list() throws IOException;

  /** The backup of the given id. */
  Optional<BackupInst> find(UUID id) throws IOException;

  /** The newest backup of the given GPO. */
  Optional<BackupInst> latestOf(UUID gpo) throws IOException;

  /** The newest backup of each GPO that had the given display name, without regard to case. */
  List<BackupInst> latestOfName(String displayName) throws IOException;

  /**
   * Opens a backup for reading.
   *
   * @throws io.gpmcworker.policy.MalformedPolicyException if it is missing or not whole
   */
  BackupFolder open(UUID id) throws IOException;

  /** Makes a private folder for the given operation; what an earlier try left there is removed. */
  BackupStaging stage(String operationId) throws IOException;

  /** The operations that have a private folder in the store. */
  Set<String> stagedOperations() throws IOException;

  /** Removes the private folder of the given operation, if it is there. */
  void discardStaging(String operationId) throws IOException;

  /** Rewrites the manifest from the folders. */
  void rebuildManifest() throws IOException;
}
