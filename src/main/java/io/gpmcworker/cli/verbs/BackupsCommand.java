package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gpmc backups}. */
@Command(
    name = "backups",
    mixinStandardHelpOptions = true,
    description = "Lists the backups in a backup store of the worker, the newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc backups",
      "  ./gpmc backups --latest",
      "  ./gpmc backups --backup-store archive --name 'Default Domain Policy' -o json"
    })
public final class BackupsCommand extends RemoteCommand {

  @Option(
      names = {"--path", "--backup-store"},
      paramLabel = "STORE",
      description = "The backup store, by its name. Default: the profile's, or the only one.")
  private @Nullable String store;

  @ArgGroup private GpoArgument gpo = new GpoArgument();

  @Option(names = "--latest", description = "Only the newest of each GPO.")
  private boolean latest;

  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    String name = Defaults.backupStore(client, Optional.ofNullable(store));
    JsonNode document =
        client.get(
            Query.of("backup-stores", name, "backups")
                .with("gpo", gpo.wireName())
                .with("latest", latest ? Optional.of("true") : Optional.empty()));
    JsonNode backups = document.path("backups");
    if (!format.text()) {
      format.all(out(), document, backups);
    } else if (backups.isEmpty()) {
      boolean any = gpo.wireName().isEmpty();
      err()
          .println(
              (any ? "There is no backup in '%s'." : "There is no such backup in '%s'.")
                  .formatted(name));
    } else {
      table(backups).lines().forEach(out()::println);
    }
    return ExitCode.SUCCEEDED.code();
  }

  private static Table table(JsonNode backups) {
    Table table = new Table("BACKUP ID", "TIME", "GPO", "DOMAIN", "COMMENT");
    for (JsonNode it : backups) {
      table.row(
          Texts.field(it, "id"),
          Texts.field(it, "time"),
          Texts.field(it.path("gpo"), "displayName"),
          Texts.field(it.path("gpo"), "domain"),
          Texts.field(it, "comment"));
    }
    return table;
  }
}
