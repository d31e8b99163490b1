package io.gpmcworker.cli.offline;

import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.report.GpoReport;
import io.gpmcworker.policy.report.ReportProgress;
import io.gpmcworker.policy.report.diff.BackupDiff;
import io.gpmcworker.policy.report.diff.SettingChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc diff}. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description =
        "Tells what is different between two backups, setting by setting: added, removed, changed"
            + " with the old and the new value. They need not be of the same GPO. Times and version"
            + " numbers do not count.",
    exitCodeOnExecutionException = OfflineCommand.TROUBLE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The settings are the same.",
      "1:They are different.",
      "2:Trouble; one sentence says what."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc diff backups/{0A1B…} backups/{2C3D…}",
      "  ./gpmc diff old/{0A1B…} new/{2C3D…} --admx PolicyDefinitions",
      "  ./gpmc diff old/{0A1B…} new/{2C3D…} --format json | jq '.changes[].setting'"
    })
public final class DiffCommand extends OfflineCommand {

  /** How the differences are written. */
  enum Format {
    text,
    json
  }

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "A backup's folder, DIR/{BACKUP-ID}.")
  private Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another backup's folder.")
  private Path after = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Default: ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  @Mixin private TemplateArguments templates = new TemplateArguments();

  @Override
  int run() throws IOException {
    BackupFolder first = BackupArgument.open(before);
    BackupFolder second = BackupArgument.open(after);
    AdmxTemplates policies = templates.load(err());
    List<SettingChange> changes =
        BackupDiff.compare(
            first, second, input -> GpoReport.render(input, policies, ReportProgress.NONE));
    switch (format) {
      case text -> new DiffText(out(), style()).print(first.inst(), second.inst(), changes);
      case json -> DiffJson.print(out(), first.inst(), second.inst(), changes);
    }
    return changes.isEmpty() ? FINE : DIFFERENT;
  }
}
