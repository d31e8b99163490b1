package io.gpmcworker.gpmc.directory.report;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.call.Call;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.UncheckedGpmcException;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.gpo.FileSource;
import io.gpmcworker.gpmc.directory.gpo.GpoFile;
import io.gpmcworker.gpmc.directory.gpo.LiveGpo;
import io.gpmcworker.gpmc.directory.ldap.Accounts;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.report.GpoReport;
import io.gpmcworker.policy.report.StarterReport;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.LiveReportInput;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.ReportLink;
import io.gpmcworker.policy.report.input.ReportWmiFilter;
import io.gpmcworker.policy.report.input.TrusteeNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Renders reports of GPOs and of backups. */
public final class GpoReports {

  private final DirectoryDomain domain;
  private final Call call;
  private @Nullable AdmxTemplates templates;

  /** Reports for one call; a cancel is seen before each extension. */
  public GpoReports(DirectoryDomain domain, Call call) {
    this.domain = domain;
    this.call = call;
  }

  /** The report on a GPO, as the bytes of a gpreport.xml. */
  public byte[] ofGpo(LiveGpo gpo, Accounts accounts) throws GpmcException {
    return ofGpo(gpo, accounts, live());
  }

  /** As {@link #ofGpo(LiveGpo, Accounts)}, with the files read from where they are at hand. */
  public byte[] ofGpo(LiveGpo gpo, Accounts accounts, FileSource source) throws GpmcException {
    return ReportTexts.xml(document(gpo, accounts, source));
  }

  /** The report on a GPO, of the given type. */
  ResultValue.Report ofGpo(LiveGpo gpo, Accounts accounts, ReportType type) throws GpmcException {
    return ReportTexts.result(type, document(gpo, accounts, live()));
  }

  private FileSource live() {
    return file -> domain.sysvol().read(file.place());
  }

  private ReportElement document(LiveGpo gpo, Accounts accounts, FileSource source)
      throws GpmcException {
    Map<GpoPath, GpoFile> files = new LinkedHashMap<>();
    gpo.files().stream()
        .filter(file -> !file.folder())
        .forEach(file -> files.put(file.path(), file));
    LiveReportInput input =
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
            path -> open(files.get(path), path, source),
            side -> objects(gpo, side));
    try {
      return render(input.toReportInput(TrusteeNames.of(accounts), gpo.readTime()));
    } catch (MalformedPolicyException e) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DATA,
          "GPO %s cannot be reported on: its %s is malformed (%s)."
              .formatted(gpo.container().label(), e.file(), e.reason()),
          e);
    }
  }

  private List<DirectoryObject> objects(LiveGpo gpo, GpoSide side) throws IOException {
    try {
      return domain.directory().gpos().objects(gpo.container().attributes().id(), side);
    } catch (GpmcException e) {
      throw new IOException(e.getMessage(), e);
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
   * The report on a backup, of the given type.
   *
   * @param place how the backup is called in sentences
   */
  ResultValue.Report ofBackup(BackupFolder backup, Accounts accounts, String place, ReportType type)
      throws GpmcException {
    try {
      ReportInput input = BackupReportInput.of(backup, TrusteeNames.of(accounts), Instant.now());
      return ReportTexts.result(type, render(input));
    } catch (IOException e) {
      throw IoFailures.at(place, e);
    }
  }

  /** The report on a Starter GPO, of the given type. */
  public ResultValue.Report ofStarter(StarterReport.Input input, ReportType type)
      throws GpmcException {
    return ReportTexts.result(
        type,
        rendered(() -> StarterReport.render(input, templates(), (done, total) -> checkpoint())));
  }

  /**
   * Accepts the types that there are of a report.
   *
   * @throws GpmcException for any other type
   */
  public static void requireRendered(ReportType type) throws GpmcException {
    ReportTexts.requireRendered(type);
  }

  private ReportElement render(ReportInput input) throws GpmcException {
    return rendered(() -> GpoReport.render(input, templates(), (done, total) -> checkpoint()));
  }

  private static ReportElement rendered(Supplier<ReportElement> rendering) throws GpmcException {
    try {
      return rendering.get();
    } catch (UncheckedGpmcException e) {
      throw e.failure();
    }
  }

  /** Those of the first report are good for all of the call. */
  private synchronized AdmxTemplates templates() {
    AdmxTemplates known = templates;
    if (known == null) {
      known = currentTemplates();
      templates = known;
    }
    return known;
  }

  /** Templates that cannot be read cost the report its explanations, not its settings. */
  private AdmxTemplates currentTemplates() {
    try {
      AdmxTemplates current = domain.templates().current(this::checkpoint);
      List<String> problems = current.problems();
      if (!problems.isEmpty()) {
        warn(
            "Of the administrative templates, %d could not be used; the first: %s"
                .formatted(problems.size(), problems.getFirst()));
      }
      return current;
    } catch (IOException e) {
      warn("The administrative templates cannot be read: " + e.getMessage());
      return AdmxTemplates.NONE;
    }
  }

  private void warn(String message) {
    call.tell(StatusMessage.about("PolicyDefinitions", HResult.ERROR_INVALID_DATA, message));
  }

  private void checkpoint() {
    try {
      call.checkpoint();
    } catch (GpmcException e) {
      throw new UncheckedGpmcException(e);
    }
  }
}
