package io.gpmcworker.policy.report.input;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackedUpObjects;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.GpoCoreSettings;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report's input out of a backup. A backup does not keep when the GPO was created and changed,
 * its owner, its SACL, its links and its WMI filter's description; the report is silent about them.
 */
public final class BackupReportInput {

  private BackupReportInput() {}

  /**
   * Gathers the input; files are opened only while the report is rendered.
   *
   * @param names names known elsewhere, a live domain for one; the backup's own come after them
   * @param readTime goes into the report
   * @throws MalformedPolicyException if a part of Backup.xml that the report needs is malformed
   */
  public static ReportInput of(BackupFolder backup, TrusteeNames names, Instant readTime)
      throws MalformedPolicyException {
    GpoCoreSettings core = backup.document().coreSettings();
    Optional<SecurityDescriptor> descriptor = securityDescriptor(core);
    Map<GpoPath, PayloadEntry> files = files(backup);
    List<SecurityGroup> groups = backup.document().securityGroups();
    return new ReportInput(
        backup.inst().gpoGuid(),
        core.domain(),
        DomainSids.of(
            descriptor, groups.stream().flatMap(group -> Sid.tryParse(group.sid()).stream())),
        core.displayName(),
        GpoComment.read(files.keySet(), path -> open(files, path)),
        Optional.empty(),
        Optional.empty(),
        readTime,
        descriptor,
        hasReadableFilter(core),
        wmiFilter(core),
        side(backup, GpoSide.MACHINE, files),
        side(backup, GpoSide.USER, files),
        List.of(),
        names.orElse(BackupNames.of(groups)));
  }

  /** A malformed descriptor, left behind by an editing tool, is no reason to show nothing. */
  private static Optional<SecurityDescriptor> securityDescriptor(GpoCoreSettings core) {
    try {
      return core.securityDescriptor();
    } catch (MalformedPolicyException e) {
      return Optional.empty();
    }
  }

  private static Optional<ReportWmiFilter> wmiFilter(GpoCoreSettings core) {
    try {
      return core.wmiFilter()
          .map(link ->
              new ReportWmiFilter(core.wmiFilterName().orElse(link.id()), Optional.empty()));
    } catch (MalformedPolicyException e) {
      return Optional.empty();
    }
  }

  private static boolean hasReadableFilter(GpoCoreSettings core) {
    return core.wmiFilterPath().isBlank() || wmiFilter(core).isPresent();
  }

  private static Map<GpoPath, PayloadEntry> files(BackupFolder backup) {
    Map<GpoPath, PayloadEntry> files = new LinkedHashMap<>();
    backup.payload().stream()
        .filter(PayloadEntry::isFile)
        .forEach(entry -> files.put(entry.path(), entry));
    return files;
  }

  private static ReportSide side(
      BackupFolder backup, GpoSide side, Map<GpoPath, PayloadEntry> files) {
    GpoCoreSettings core = backup.document().coreSettings();
    return ReportSide.of(
        core.version(side),
        core.flags().enabled(side),
        side == GpoSide.USER ? core.userExtensionGuids() : core.machineExtensionGuids(),
        SideFiles.of(side, files.keySet(), path -> open(files, path)),
        half -> BackedUpObjects.of(backup.document(), half, container(backup)));
  }

  /** No attribute that is reported on names the container, so that its domain does not matter. */
  private static String container(BackupFolder backup) {
    return "CN=" + Guids.braced(backup.inst().gpoGuid());
  }

  private static InputStream open(Map<GpoPath, PayloadEntry> files, GpoPath path)
      throws IOException {
    PayloadEntry entry = files.get(path);
    if (entry == null) {
      throw new FileNotFoundException(path.toString());
    }
    return entry.open();
  }
}
