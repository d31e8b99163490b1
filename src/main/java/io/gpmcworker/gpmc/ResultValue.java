package io.gpmcworker.gpmc;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What comes out of an operation; the {@code Result} of {@code IGPMResult}. */
public sealed interface ResultValue {

  /** A GPO; {@code IGPMGPO}. */
  record Gpo(UUID id, String displayName, String domain) implements ResultValue {}

  /** Several GPOs, of an operation over a whole domain. */
  record Gpos(List<Gpo> gpos) implements ResultValue {
    public Gpos {
      gpos = List.copyOf(gpos);
    }
  }

  /**
   * A backup of a GPO; {@code IGPMBackup}.
   *
   * @param id the backup's id, its folder's name
   * @param time when the GPO was read
   * @param files payload files in it
   * @param bytes their size in bytes
   */
  record Backup(
      UUID id,
      Gpo gpo,
      BackupStoreName backupStore,
      Instant time,
      String comment,
      int files,
      long bytes)
      implements ResultValue {}

  /** Several backups, of an operation over a whole domain. */
  record Backups(List<Backup> backups) implements ResultValue {
    public Backups {
      backups = List.copyOf(backups);
    }
  }

  /** A report's text. */
  record Report(ReportType type, String text) implements ResultValue {}

  /** A Starter GPO; {@code IGPMStarterGPO}. */
  record StarterGpo(UUID id, String displayName, String domain) implements ResultValue {}

  /** A backup of a Starter GPO; {@code IGPMStarterGPOBackup}. */
  record StarterGpoBackup(UUID id, StarterGpo starterGpo, BackupStoreName backupStore)
      implements ResultValue {}
}
