package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.Table;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./gpmc dlq list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists dead letters, the newest first, with why each was refused.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc dlq list", "  ./gpmc dlq list --limit 100 -o jsonl | jq -r .reason"})
final class DlqListCommand extends RemoteCommand {

  private static final int LONGEST_REASON = 100;

  @Mixin private PageArguments page = new PageArguments();
  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    JsonNode found = page.read(client, () -> Query.of("dead-letters"), "deadLetters");
    JsonNode letters = found.path("deadLetters");
    if (!format.text()) {
      format.all(out(), found, letters);
    } else if (letters.isEmpty()) {
      err().println("There are no dead letters.");
    } else {
      table(letters).lines().forEach(out()::println);
    }
    if (found.has("next")) {
      err().println("There are more: --cursor " + Texts.field(found, "next"));
    }
    return ExitCode.SUCCEEDED.code();
  }

  private static Table table(JsonNode letters) {
    Instant now = Instant.now();
    Table table = new Table("ID", "AGE", "KEY", "REPLAYED", "REASON");
    for (JsonNode it : letters) {
      String reason = Texts.field(it, "reason");
      table.row(
          Texts.field(it, "id"),
          Texts.age(it.path("time").asText(), now),
          Texts.field(it, "key"),
          it.path("replays").isEmpty() ? "" : it.path("replays").size() + "×",
          reason.length() <= LONGEST_REASON
              ? reason
              : reason.substring(0, LONGEST_REASON - 1) + "…");
    }
    return table;
  }
}
