package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gpmc list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists operations, the newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc list",
      "  ./gpmc list --state running,cancelling",
      "  ./gpmc list --ticket CHG0031 --since 2h",
      "  ./gpmc list --name 'Default Domain Policy' --limit 500 -o jsonl | jq -r .id"
    })
public final class ListCommand extends RemoteCommand {

  @Mixin private FilterArguments filter = new FilterArguments();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Accepted at or after: 2026-01-31T12:00:00Z, or 30m, 2h, 7d ago.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Accepted before.")
  private @Nullable Instant until;

  @Mixin private PageArguments page = new PageArguments();
  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    JsonNode document = page.read(client, this::query, "operations");
    JsonNode operations = document.path("operations");
    if (format.text()) {
      print(operations);
    } else {
      format.all(out(), document, operations);
    }
    if (document.has("next") && !(format.text() && operations.isEmpty())) {
      err().println("There are more: --cursor " + Texts.field(document, "next"));
    }
    return ExitCode.SUCCEEDED.code();
  }

  private Query query() {
    return filter
        .addTo(Query.of("operations"))
        .with("since", Optional.ofNullable(since).map(Instant::toString))
        .with("until", Optional.ofNullable(until).map(Instant::toString));
  }

  private void print(Iterable<JsonNode> operations) {
    List<String> lines = table(operations).lines();
    if (lines.size() == 2) {
      err().println("There is no such operation.");
      return;
    }
    lines.forEach(out()::println);
  }

  private Table table(Iterable<JsonNode> operations) {
    Instant now = Instant.now();
    Table table =
        new Table(
            "ID", "STATE", "DONE", "AGE", "OPERATION", "DOMAIN", "ABOUT", "TICKET", "REQUESTED BY");
    for (JsonNode it : operations) {
      table.row(
          Texts.field(it, "id"),
          style().state(Texts.field(it, "state")),
          Texts.progress(it.path("progress")),
          Texts.age(it.path("acceptedAt").asText(), now),
          Texts.field(it, "operation"),
          Texts.field(it, "domain"),
          Texts.subject(it.path("parameters")),
          Texts.field(it, "correlationId"),
          Texts.field(it, "requestedBy"));
    }
    return table;
  }
}
