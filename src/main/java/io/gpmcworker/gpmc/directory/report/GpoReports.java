package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.UncheckedGpmcException;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.FileSource;
import io.gpmcworker.gpmc.directory.gpo.GpoFile;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.ldap.Accounts;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.report.GpoReport;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.LiveReportInput;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportLink;
import io.gpmcworker.policy.report.input.ReportWmiFilter;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.security.Sid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders reports of GPOs and of backups in XML, as GPMC writes them. */
public final class GpoReports {

  private final DirectoryDomain domain;
  private final Call call;

  /** Reports for one call; a cancel is seen before each extension. */
  public GpoReports(DirectoryDomain domain, Call call) {
    this.domain = domain;
    this.call = call;
  }

  /** The report on a GPO, as the bytes of a gpreport.xml. */
  public byte[] ofGpo(LiveGpo gpo, Accounts accounts) throws GpmcException {
    return ofGpo(gpo, accounts, file -> domain.sysvol().read(file.place()));
  }

  /** As {@link #ofGpo(LiveGpo, Accounts)}, with the files read from where they are at hand. */
  public byte[] ofGpo(LiveGpo gpo, Accounts accounts, FileSource source) throws GpmcException {
    Map<GpoPath, GpoFile> files = new LinkedHashMap<>();
    gpo.files().stream()
        .filter(file -> !file.folder())
        .forEach(file -> files.put(file.path(), file));
    LiveReportInput live =
        new LiveReportInput(
            gpo.container().attributes(),
            gpo.sysvolVersion(),
            gpo.container().created(),
            gpo.container().changed(),
            gpo.wmiFilter()
                .map(filter ->
                    new ReportWmiFilter(
                        filter.name(),
                        Optional.of(filter.description()).filter(text -> !text.isEmpty()))),
            gpo.links().stream()
                .map(link ->
                    new ReportLink(link.somName(), link.somPath(), link.enabled(), link.enforced()))
                .toList(),
            files.keySet(),
            path -> open(files.get(path), path, source));
    try {
      return render(live.toReportInput(names(accounts), gpo.readTime()));
    } catch (MalformedPolicyException e) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DATA,
          "GPO %s cannot be reported on: its %s is malformed (%s)."
              .formatted(gpo.container().label(), e.file(), e.reason()),
          e);
    } catch (IOException e) {
      throw IoFailures.at(domain.sysvolLabel(), e);
    }
  }

  private static InputStream open(@Nullable GpoFile file, GpoPath path, FileSource source)
      throws IOException {
    if (file == null) {
      throw new NoSuchFileException(path.toString());
    }
    return source.open(file);
  }

  /**
   * The report on a backup.
   *
   * @param place how the backup is called in sentences
   */
  byte[] ofBackup(BackupFolder backup, Accounts accounts, String place) throws GpmcException {
    try {
      return render(BackupReportInput.of(backup, names(accounts), Instant.now()));
    } catch (IOException e) {
      throw IoFailures.at(place, e);
    }
  }

  private byte[] render(ReportInput input) throws GpmcException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      GpoReport.writeXml(input, (done, total) -> checkpoint(), bytes);
    } catch (UncheckedGpmcException e) {
      throw e.failure();
    }
    return bytes.toByteArray();
  }

  private void checkpoint() {
    try {
      call.checkpoint();
    } catch (GpmcException e) {
      throw new UncheckedGpmcException(e);
    }
  }

  private static TrusteeNames names(Accounts accounts) {
    return text ->
        Sid.tryParse(text)
            .flatMap(accounts::resolve)
            .map(account -> account.netBiosDomainName() + "\\" + account.samAccountName());
  }
}
