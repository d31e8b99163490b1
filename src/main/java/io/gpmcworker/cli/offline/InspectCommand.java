package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupInspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Lists every GPMC backup anywhere below a folder and says whether it is whole; each problem"
            + " is named with its file. A warning is about what only a restore needs.",
    exitCodeOnExecutionException = OfflineCommand.TROUBLE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All backups are whole.",
      "1:At least one is not.",
      "2:Trouble: no backup at all, or the folder cannot be read."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc inspect backups",
      "  ./gpmc inspect /mnt/gpo-archive >inspection.txt || echo 'look at inspection.txt'"
    })
public final class InspectCommand extends OfflineCommand {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  @Parameters(paramLabel = "DIR", description = "Where to look; a backup's own folder will do.")
  private Path folder = Path.of("");

  @Override
  int run() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw BackupArgument.noFolder(folder, "backups are looked for below one");
    }
    Path top = folder.toRealPath();
    List<Path> found = BackupInspection.find(top);
    if (found.isEmpty()) {
      throw new OfflineException(
          "There is no backup anywhere below " + PlainText.line(folder.toString()) + ".");
    }
    int damaged = 0;
    int unrestorable = 0;
    for (Path backup : found) {
      BackupInspection inspection = BackupInspection.of(backup);
      print(top.equals(backup) ? backup.getFileName() : top.relativize(backup), inspection);
      damaged += inspection.isWhole() ? 0 : 1;
      unrestorable += inspection.isWhole() && !inspection.isRestorable() ? 1 : 0;
    }
    out().println();
    out()
        .println(
            "%s, %d whole%s, %d damaged."
                .formatted(
                    found.size() == 1 ? "1 backup" : found.size() + " backups",
                    found.size() - damaged,
                    unrestorable == 0 ? "" : " (%d not to be restored)".formatted(unrestorable),
                    damaged));
    return damaged == 0 ? FINE : DIFFERENT;
  }

  private void print(Path place, BackupInspection inspection) {
    String state = inspection.isWhole() ? style().green("whole  ") : style().red("damaged");
    out().println(state + "  " + style().bold(PlainText.line(place.toString())));
    inspection
        .inst()
        .ifPresent(inst ->
            out()
                .println(
                    "         %s  %s  %s%s%s"
                        .formatted(
                            PlainText.line(inst.gpoDisplayName()),
                            style().dim(Guids.braced(inst.gpoGuid())),
                            PlainText.line(inst.gpoDomain()),
                            inst.backupTime().map(time -> "  " + TIME.format(time)).orElse(""),
                            inst.comment().isEmpty()
                                ? ""
                                : "  “" + PlainText.line(inst.comment()) + "”")));
    for (MalformedPolicyException problem : inspection.problems()) {
      out().println("         " + style().red("problem: ") + sentence(problem));
    }
    for (MalformedPolicyException warning : inspection.warnings()) {
      out()
          .println(
              "         "
                  + style().yellow("warning: ")
                  + sentence(warning)
                  + " Its settings can be read, reported and imported, but not restored.");
    }
    for (MalformedPolicyException remark : inspection.remarks()) {
      out().println("         " + style().yellow("note: ") + sentence(remark));
    }
  }
}
