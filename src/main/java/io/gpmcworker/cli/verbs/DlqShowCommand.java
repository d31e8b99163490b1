package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.PlainText;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc dlq show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Tells all about a dead letter: the record as it came, and why it was refused.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc dlq show 42", "  ./gpmc dlq show 42 -o json | jq -r .value"})
final class DlqShowCommand extends RemoteCommand {

  @Parameters(paramLabel = "ID", description = "The dead letter's id.")
  private String id = "";

  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    JsonNode letter = client.get(Query.of("dead-letters", id));
    if (format.text()) {
      print(out(), letter);
    } else {
      format.one(out(), letter);
    }
    return ExitCode.SUCCEEDED.code();
  }

  static void print(PrintWriter out, JsonNode it) {
    line(out, "id", Texts.field(it, "id"));
    line(out, "time", Texts.time(it, "time"));
    line(out, "reason", Texts.field(it, "reason"));
    line(
        out,
        "from",
        "%s, partition %d, offset %d"
            .formatted(
                Texts.field(it, "topic"),
                it.path("partition").asInt(),
                it.path("offset").asLong()));
    line(out, "key", Texts.field(it, "key"));
    for (JsonNode header : it.path("headers")) {
      line(out, "header", Texts.field(header, "name") + ": " + Texts.field(header, "value"));
    }
    line(out, "value", PlainText.line(it.path("value").asText()));
    if (it.path("leftOutBytes").asInt() > 0) {
      line(out, "left out", it.path("leftOutBytes").asInt() + " bytes; it cannot be replayed");
    }
    for (JsonNode replay : it.path("replays")) {
      line(out, "replayed", Texts.field(replay, "at") + " by " + Texts.field(replay, "by"));
    }
  }

  private static void line(PrintWriter out, String heading, String text) {
    if (!text.isEmpty()) {
      out.println("%-9s %s".formatted(heading, text));
    }
  }
}
