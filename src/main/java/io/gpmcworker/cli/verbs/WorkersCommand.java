package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.Table;
import java.time.Instant;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./gpmc workers}. */
@Command(
    name = "workers",
    mixinStandardHelpOptions = true,
    description = "Lists the workers with their leases, heartbeats and how much each runs.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc workers",
      "  ./gpmc workers -o jsonl | jq -r 'select(.alive | not) | .name'"
    })
public final class WorkersCommand extends RemoteCommand {

  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    JsonNode document = client.get(Query.of("workers"));
    JsonNode workers = document.path("workers");
    if (format.text()) {
      table(workers).lines().forEach(out()::println);
    } else {
      format.all(out(), document, workers);
    }
    return ExitCode.SUCCEEDED.code();
  }

  private Table table(JsonNode workers) {
    Instant now = Instant.now();
    Table table = new Table("NAME", "STATE", "RUNS", "HEARTBEAT", "LEASE LEFT", "SINCE", "ID");
    for (JsonNode it : workers) {
      table.row(
          Texts.field(it, "name"),
          it.path("alive").asBoolean() ? style().green("alive") : style().red("gone"),
          Integer.toString(it.path("operations").size()),
          seconds(it, "heartbeatAgeSeconds") + " ago",
          seconds(it, "leaseLeftSeconds"),
          Texts.age(it.path("startedAt").asText(), now),
          Texts.field(it, "id"));
    }
    return table;
  }

  private static String seconds(JsonNode worker, String field) {
    return String.format(Locale.ROOT, "%.1f s", worker.path(field).asDouble());
  }
}
