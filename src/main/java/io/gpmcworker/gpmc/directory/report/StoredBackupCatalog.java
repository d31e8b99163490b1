package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.BackupCatalog;
import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.SettingDifference;
import io.gpmcworker.gpmc.StoredBackup;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.report.GpoReport;
import io.gpmcworker.policy.report.ReportProgress;
import io.gpmcworker.policy.report.diff.BackupDiff;
import io.gpmcworker.policy.report.diff.SettingChange;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.TrusteeNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The backup stores as they lie in their folders, be these on this machine or on a share. */
public final class StoredBackupCatalog implements BackupCatalog {

  private final BackupStores stores;
  private final Templates templates;

  /** Where the templates are from that tell what registry values mean. */
  @FunctionalInterface
  public interface Templates {

    /** No templates: values are shown as they are. */
    Templates NONE = () -> AdmxTemplates.NONE;

    /** The templates as they are now. */
    AdmxTemplates current() throws IOException;
  }

  /**
   * A catalog that has not looked at anything yet.
   *
   * @param folders of the stores, by name
   */
  public StoredBackupCatalog(Map<BackupStoreName, Path> folders, Templates templates) {
    this.stores = new BackupStores(folders);
    this.templates = templates;
  }

  @Override
  public SortedSet<BackupStoreName> stores() {
    SortedSet<BackupStoreName> names = new TreeSet<>(Comparator.comparing(BackupStoreName::value));
    names.addAll(stores.folders().keySet());
    return names;
  }

  @Override
  public List<StoredBackup> backups(BackupStoreName store) throws GpmcException {
    try {
      return stores.open(store).list().stream().map(StoredBackupCatalog::backup).toList();
    } catch (IOException e) {
      throw IoFailures.at(BackupStores.label(store), e);
    }
  }

  @Override
  public StoredBackup backup(BackupStoreName store, UUID id) throws GpmcException {
    return backup(stores.select(store, new BackupSelector.ById(id)));
  }

  private static StoredBackup backup(BackupInst inst) {
    return new StoredBackup(
        inst.id(),
        new ResultValue.Gpo(inst.gpoGuid(), inst.gpoDisplayName(), inst.gpoDomain()),
        inst.backupTime(),
        inst.comment(),
        inst.gpoDomainController());
  }

  @Override
  public ResultValue.Report report(BackupStoreName store, UUID id, ReportType type)
      throws GpmcException {
    ReportTexts.requireRendered(type);
    BackupFolder folder = read(store, id);
    try {
      return ReportTexts.result(
          type,
          GpoReport.render(
              BackupReportInput.of(folder, TrusteeNames.NONE, Instant.now()),
              templates.current(),
              ReportProgress.NONE));
    } catch (IOException e) {
      throw IoFailures.at(place(store, id), e);
    }
  }

  @Override
  public List<SettingDifference> compare(BackupStoreName store, UUID before, UUID after)
      throws GpmcException {
    BackupFolder first = read(store, before);
    BackupFolder second = read(store, after);
    try {
      AdmxTemplates policies = templates.current();
      return BackupDiff.compare(
              first, second, input -> GpoReport.render(input, policies, ReportProgress.NONE))
          .stream()
          .map(StoredBackupCatalog::difference)
          .toList();
    } catch (IOException e) {
      throw IoFailures.at(place(store, before) + " or " + place(store, after), e);
    }
  }

  /** A backup that is there and whole; that it is not there is told as such. */
  private BackupFolder read(BackupStoreName store, UUID id) throws GpmcException {
    return stores.read(store, stores.select(store, new BackupSelector.ById(id)).id());
  }

  private static String place(BackupStoreName store, UUID id) {
    return "backup " + Guids.braced(id) + " of " + BackupStores.label(store);
  }

  private static SettingDifference difference(SettingChange change) {
    return new SettingDifference(
        switch (change.kind()) {
          case ADDED -> SettingDifference.Kind.ADDED;
          case REMOVED -> SettingDifference.Kind.REMOVED;
          case CHANGED -> SettingDifference.Kind.CHANGED;
        },
        change.place(),
        change.setting(),
        change.values().stream()
            .map(value -> new SettingDifference.Value(value.name(), value.before(), value.after()))
            .toList());
  }
}
