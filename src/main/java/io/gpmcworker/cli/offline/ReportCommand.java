package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.Style;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.report.GpoReport;
import io.gpmcworker.policy.report.ReportProgress;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportXmlWriter;
import io.gpmcworker.policy.report.html.HtmlReport;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.ReportInput;
import io.gpmcworker.policy.report.input.TrusteeNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Renders the settings of a backup, as Get-GPOReport does of a GPO.",
    exitCodeOnExecutionException = OfflineCommand.TROUBLE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:The report was written.",
      "1:It was written, but a part of the backup cannot be read; a sentence says which.",
      "2:Trouble; one sentence says what."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc report backups/{0A1B…} -o report.html",
      "  ./gpmc report backups/{0A1B…} --format xml | grep MinimumPasswordLength",
      "  ./gpmc report backups/{0A1B…} --admx PolicyDefinitions -o report.html",
      "  ./gpmc report backups/{0A1B…} --admx admx --language de-DE,en-US -o r.html"
    })
public final class ReportCommand extends OfflineCommand {

  /** The formats of {@code GPMReportType} that a GPO's settings have. */
  enum Format {
    xml,
    html
  }

  @Parameters(paramLabel = "BACKUP", description = "The backup's folder, DIR/{BACKUP-ID}.")
  private Path backup = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "xml|html",
      description =
          "Default: what the name of the output file ends in, otherwise xml. XML in a file is"
              + " byte for byte as GPMC writes it, in UTF-16; on the standard output it is UTF-8.")
  private @Nullable Format format;

  @Mixin private TemplateArguments templates = new TemplateArguments();
  @Mixin private OutputArgument output = new OutputArgument();

  @Override
  int run() throws IOException {
    BackupFolder folder = BackupArgument.open(backup);
    ReportInput input = BackupReportInput.of(folder, TrusteeNames.NONE, Instant.now());
    ReportElement report = GpoReport.render(input, templates.load(err()), ReportProgress.NONE);
    boolean html = chosen() == Format.html;
    byte[] content =
        html ? HtmlReport.render(report).getBytes(StandardCharsets.UTF_8) : xml(report);
    if (output.file().isPresent()) {
      OutputArgument.write(output.file().get(), content);
    } else {
      String text = html ? new String(content, StandardCharsets.UTF_8) : PlainText.xml(content);
      out().print(Style.isTerminal() ? PlainText.document(text) : text);
    }
    List<String> broken = broken(report);
    if (broken.isEmpty()) {
      return FINE;
    }
    err().println("Not all of the backup can be read: " + String.join("; ", broken) + ".");
    return INCOMPLETE;
  }

  /** What stands in the report as an error, in place of settings. */
  private static List<String> broken(ReportElement report) {
    List<String> broken = new ArrayList<>();
    for (ReportElement half : report.children()) {
      for (ReportElement data : children(half, "ExtensionData")) {
        for (ReportElement error : children(data, "Error")) {
          broken.add(
              "%s of the %s half: %s"
                  .formatted(text(data, "Name"), half.name(), text(error, "Details")));
        }
      }
    }
    return broken;
  }

  private static List<ReportElement> children(ReportElement element, String name) {
    return element.children().stream().filter(child -> child.name().equals(name)).toList();
  }

  private static String text(ReportElement element, String child) {
    return children(element, child).stream()
        .findFirst()
        .map(found -> PlainText.line(found.text()).replaceFirst("\\.$", ""))
        .orElse("");
  }

  private Format chosen() {
    Optional<Format> byName =
        output
            .file()
            .map(file -> file.toString().toLowerCase(Locale.ROOT))
            .filter(name -> name.endsWith(".html") || name.endsWith(".htm"))
            .map(name -> Format.html);
    return Optional.ofNullable(format).or(() -> byName).orElse(Format.xml);
  }

  private static byte[] xml(ReportElement report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ReportXmlWriter.write(report, bytes);
    return bytes.toByteArray();
  }
}
