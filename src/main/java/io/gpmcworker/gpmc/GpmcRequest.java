package io.gpmcworker.gpmc;

import java.util.Optional;

/**
 * A call of one of GPMC's asynchronous methods. Requests are named as the IDL names the methods,
 * and their parts as the PowerShell cmdlets name their parameters.
 */
public sealed interface GpmcRequest {

  /** What is asked for. */
  OperationKind kind();

  /** {@code IGPMGPO::Backup}; {@code Backup-GPO -Name|-Guid -Path -Comment}. */
  record BackupGpo(GpoName gpo, BackupStoreName backupStore, String comment)
      implements GpmcRequest {
    /** Longest comment of a backup, in UTF-16 units, as {@code Backup-GPO} has it. */
    public static final int MAX_COMMENT_LENGTH = 2047;

    @Override
    public OperationKind kind() {
      return OperationKind.BACKUP_GPO;
    }
  }

  /** {@code IGPMGPO::Backup} of every GPO; {@code Backup-GPO -All}. */
  record BackupAllGpos(BackupStoreName backupStore, String comment) implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.BACKUP_ALL_GPOS;
    }
  }

  /** {@code IGPMDomain::RestoreGPO}; {@code Restore-GPO -BackupId|-Name|-Guid}. */
  record RestoreGpo(BackupSelector backup, BackupStoreName backupStore) implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.RESTORE_GPO;
    }
  }

  /** {@code IGPMDomain::RestoreGPO} of every GPO's latest backup; {@code Restore-GPO -All}. */
  record RestoreAllGpos(BackupStoreName backupStore) implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.RESTORE_ALL_GPOS;
    }
  }

  /**
   * {@code IGPMGPO::Import}; {@code Import-GPO}.
   *
   * @param migrationTable a table in {@code backupStore}
   * @param migrationTableOnly {@code GPM_MIGRATIONTABLE_ONLY}: fail on a setting that the table
   *     does not map
   * @param mapPreferences whether the table is applied to Preferences too, which GPMC does not do
   * @param createIfNeeded create the target, if it is named by display name and not there
   */
  record ImportGpo(
      BackupSelector backup,
      BackupStoreName backupStore,
      GpoName target,
      Optional<StoredFileName> migrationTable,
      boolean migrationTableOnly,
      boolean mapPreferences,
      boolean createIfNeeded)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.IMPORT_GPO;
    }
  }

  /**
   * {@code IGPMGPO::CopyTo}; {@code Copy-GPO}.
   *
   * @param targetDomain another configured domain; empty for the source's own
   * @param migrationTable a table in {@code backupStore}, which is then present too
   * @param migrationTableOnly {@code GPM_MIGRATIONTABLE_ONLY}
   * @param mapPreferences whether the table is applied to Preferences too, which GPMC does not do
   * @param copyAcl {@code GPM_PROCESS_SECURITY}: copy the GPO's permissions too
   */
  record CopyGpo(
      GpoName source,
      String targetName,
      Optional<String> targetDomain,
      Optional<BackupStoreName> backupStore,
      Optional<StoredFileName> migrationTable,
      boolean migrationTableOnly,
      boolean mapPreferences,
      boolean copyAcl)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.COPY_GPO;
    }
  }

  /** {@code IGPMGPO::GenerateReport}; {@code Get-GPOReport}. */
  record ReportGpo(GpoName gpo, ReportType reportType) implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.REPORT_GPO;
    }
  }

  /** {@code IGPMBackup::GenerateReport}. */
  record ReportBackup(BackupSelector backup, BackupStoreName backupStore, ReportType reportType)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.REPORT_BACKUP;
    }
  }

  /**
   * {@code IGPMRSOP::GenerateReport} in logging mode; {@code Get-GPResultantSetOfPolicy}.
   *
   * @param computer the computer whose logged policy is read
   * @param user a user who has logged on there; empty for the computer's part alone
   */
  record ReportRsop(String computer, Optional<String> user, ReportType reportType)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.REPORT_RSOP;
    }
  }

  /** {@code IGPMDomain3::GenerateReport}: the state of the domain's policy infrastructure. */
  record ReportDomain(ReportType reportType) implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.REPORT_DOMAIN;
    }
  }

  /** {@code IGPMDomain2::LoadStarterGPO}. */
  record LoadStarterGpo(BackupStoreName backupStore, StoredFileName file, boolean overwrite)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.LOAD_STARTER_GPO;
    }
  }

  /** {@code IGPMStarterGPO::Save}. */
  record SaveStarterGpo(
      GpoName starterGpo,
      BackupStoreName backupStore,
      StoredFileName file,
      boolean overwrite,
      boolean saveAsSystem,
      Optional<String> language,
      Optional<String> author,
      Optional<String> product,
      Optional<String> uniqueId,
      Optional<String> version)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.SAVE_STARTER_GPO;
    }
  }

  /** {@code IGPMStarterGPO::Backup}. */
  record BackupStarterGpo(GpoName starterGpo, BackupStoreName backupStore, String comment)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.BACKUP_STARTER_GPO;
    }
  }

  /** {@code IGPMDomain2::RestoreStarterGPO}. */
  record RestoreStarterGpo(BackupSelector backup, BackupStoreName backupStore)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.RESTORE_STARTER_GPO;
    }
  }

  /** {@code IGPMStarterGPO::CopyTo}. */
  record CopyStarterGpo(GpoName starterGpo, String targetName) implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.COPY_STARTER_GPO;
    }
  }

  /** {@code IGPMStarterGPO::GenerateReport}. */
  record ReportStarterGpo(GpoName starterGpo, ReportType reportType) implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.REPORT_STARTER_GPO;
    }
  }

  /** {@code IGPMStarterGPOBackup::GenerateReport}. */
  record ReportStarterGpoBackup(
      BackupSelector backup, BackupStoreName backupStore, ReportType reportType)
      implements GpmcRequest {
    @Override
    public OperationKind kind() {
      return OperationKind.REPORT_STARTER_GPO_BACKUP;
    }
  }
}
