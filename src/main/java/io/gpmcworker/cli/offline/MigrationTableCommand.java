package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.Style;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.migration.FoundReferences;
import io.gpmcworker.policy.migration.MigrationTableBuilder;
import io.gpmcworker.policy.migration.SourcePrincipals;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc migration-table}. */
@Command(
    name = "migration-table",
    mixinStandardHelpOptions = true,
    description =
        "Lists the principals and UNC paths that a backup names, as a migration table for an"
            + " import or a copy into another domain. Every entry maps to itself; edit the"
            + " destinations.",
    exitCodeOnExecutionException = OfflineCommand.TROUBLE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:The table was written.", "2:Trouble; one sentence says what."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc migration-table backups/{0A1B…} -o to-test.migtable",
      "  ./gpmc migration-table backups/{0A1B…} | grep -A1 UNCPath"
    })
public final class MigrationTableCommand extends OfflineCommand {

  @Parameters(paramLabel = "BACKUP", description = "The backup's folder, DIR/{BACKUP-ID}.")
  private Path backup = Path.of("");

  @Mixin private OutputArgument output = new OutputArgument();

  @Override
  int run() throws IOException {
    BackupFolder folder = BackupArgument.open(backup);
    byte[] table =
        new MigrationTableBuilder()
            .add(
                FoundReferences.in(folder, true),
                SourcePrincipals.of(folder.document().securityGroups()))
            .build()
            .toByteArray();
    if (output.file().isPresent()) {
      OutputArgument.write(output.file().get(), table);
    } else {
      String text = PlainText.xml(table);
      out().print(Style.isTerminal() ? PlainText.document(text) : text);
    }
    return FINE;
  }
}
