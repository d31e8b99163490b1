package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.Style;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.migration.FoundReferences;
import io.gpmcworker.policy.migration.MigrationTableBuilder;
import io.gpmcworker.policy.migration.SourcePrincipals;
import io.gpmcworker.startup.LiveMigrationTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc migration-table}. */
@Command(
    name = "migration-table",
    mixinStandardHelpOptions = true,
    description =
        "Lists the principals and UNC paths that a backup names, or GPOs as they are in a domain,"
            + " as a migration table for an import or a copy into another domain. Every entry maps"
            + " to itself; edit the destinations.",
    exitCodeOnExecutionException = OfflineCommand.TROUBLE,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:The table was written.", "2:Trouble; one sentence says what."},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc migration-table backups/{0A1B…} -o to-test.migtable",
      "  ./gpmc migration-table backups/{0A1B…} | grep -A1 UNCPath",
      "  ./gpmc migration-table --domain corp --config worker.properties --gpo 'Drive Maps'"
    })
public final class MigrationTableCommand extends OfflineCommand {

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** Either of them. */
  static final class Source {

    @Parameters(paramLabel = "BACKUP", description = "The backup's folder, DIR/{BACKUP-ID}.")
    private @Nullable Path backup;

    @ArgGroup(exclusive = false)
    private @Nullable Live live;
  }

  /** GPOs in a domain. */
  static final class Live {

    @Option(
        names = "--domain",
        required = true,
        description = "The domain that the GPOs are in, as commands name it.")
    private String domain = "";

    @Option(
        names = "--gpo",
        required = true,
        paramLabel = "GPO",
        description = "A GPO, by display name or {GUID}; as often as there are GPOs.")
    private List<String> gpos = List.of();

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description =
            "The worker's properties file. Environment variables and system properties count as"
                + " they do for the worker.")
    private @Nullable Path config;
  }

  @Option(
      names = "--preferences",
      description =
          "What Preferences name, too: GPMC does not map it, the worker does where mapPreferences"
              + " is asked for.")
  private boolean preferences;

  @Mixin private OutputArgument output = new OutputArgument();

  @Override
  int run() throws IOException {
    byte[] table =
        source.live == null
            ? ofBackup(Objects.requireNonNull(source.backup))
            : ofDomain(source.live);
    if (output.file().isPresent()) {
      OutputArgument.write(output.file().get(), table);
    } else {
      String text = PlainText.xml(table);
      out().print(Style.isTerminal() ? PlainText.document(text) : text);
    }
    return FINE;
  }

  private byte[] ofBackup(Path backup) throws IOException {
    BackupFolder folder = BackupArgument.open(backup);
    return new MigrationTableBuilder()
        .add(
            FoundReferences.in(folder, true, preferences),
            SourcePrincipals.of(folder.document().securityGroups()))
        .build()
        .toByteArray();
  }

  private byte[] ofDomain(Live live) {
    try {
      return LiveMigrationTable.generate(
          Optional.ofNullable(live.config),
          live.domain,
          live.gpos.stream().map(GpoName::parse).toList(),
          preferences);
    } catch (GpmcException | IllegalArgumentException e) {
      throw new OfflineException(PlainText.line(String.valueOf(e.getMessage())), e);
    }
  }
}
