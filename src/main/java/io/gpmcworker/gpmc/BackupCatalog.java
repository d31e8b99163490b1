package io.gpmcworker.gpmc;

import java.util.List;
import java.util.SortedSet;
import java.util.UUID;

/**
 * The configured backup stores, to be looked at; {@code IGPMBackupDir}, whose searches are not
 * asynchronous in GPMC either. Safe for use by many threads; everything may block for as long as
 * the store takes.
 */
public interface BackupCatalog {

  /** The names of the stores, in order. */
  SortedSet<BackupStoreName> stores();

  /**
   * Every backup in a store, the newest first; {@code IGPMBackupDir::SearchBackups}.
   *
   * @throws GpmcException if there is no such store, or it cannot be read
   */
  List<StoredBackup> backups(BackupStoreName store) throws GpmcException;

  /**
   * One backup.
   *
   * @throws GpmcException with {@link HResult#ERROR_FILE_NOT_FOUND} if there is none
   */
  StoredBackup backup(BackupStoreName store, UUID id) throws GpmcException;

  /**
   * The report on a backup, rendered anew; names of accounts are those in the backup.
   *
   * @param type XML or HTML
   * @throws GpmcException if the backup is missing or damaged; the message names the file
   */
  ResultValue.Report report(BackupStoreName store, UUID id, ReportType type) throws GpmcException;

  /**
   * What is different between two backups, setting by setting.
   *
   * @throws GpmcException if a backup is missing or damaged; the message names the file
   */
  List<SettingDifference> compare(BackupStoreName store, UUID before, UUID after)
      throws GpmcException;
}
