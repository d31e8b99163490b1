package io.gpmcworker.gpmc;

import java.util.UUID;

/** Which backup of a store is meant. */
public sealed interface BackupSelector {

  /** The backup with this id; its folder's name. {@code -BackupId} of the cmdlets. */
  record ById(UUID backupId) implements BackupSelector {
    @Override
    public String toString() {
      return GpoName.braced(backupId);
    }
  }

  /** The most recent backup of a GPO. {@code -Name} or {@code -Guid} of the cmdlets. */
  record LatestOf(GpoName gpo) implements BackupSelector {
    @Override
    public String toString() {
      return "the latest backup of " + gpo;
    }
  }
}
