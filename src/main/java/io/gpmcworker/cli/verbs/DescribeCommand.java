package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.JsonTree;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.PlainText;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc describe}. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = "Tells all about an operation: its state, owner, cancel, result and messages.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc describe CHG0031-1", "  ./gpmc describe CHG0031-1 -o json | jq .result"})
public final class DescribeCommand extends RemoteCommand {

  @Parameters(paramLabel = "ID", description = "The operation's id.")
  private String id = "";

  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    JsonNode operation = client.get(Query.of("operations", id));
    if (format.text()) {
      print(operation);
    } else {
      format.one(out(), operation);
    }
    return ExitCode.SUCCEEDED.code();
  }

  private void print(JsonNode it) {
    line("id", style().bold(Texts.field(it, "id")));
    line("state", style().state(Texts.field(it, "state")));
    Texts.error(it.path("error")).ifPresent(text -> line("error", text));
    line("reason", Texts.field(it, "reason"));
    line("operation", Texts.field(it, "operation"));
    line("domain", Texts.field(it, "domain"));
    fields("parameters", it.path("parameters"));
    line("ticket", Texts.field(it, "correlationId"));
    line("requested by", Texts.field(it, "requestedBy"));
    time(it, "accepted", "acceptedAt");
    time(it, "expires", "expiresAt");
    time(it, "started", "startedAt");
    time(it, "ended", "endedAt");
    JsonNode progress = it.path("progress");
    line("progress", (Texts.progress(progress) + "  " + Texts.field(progress, "step")).strip());
    line("worker", worker(it.path("worker")));
    line("cancellable", it.path("cancellable").asBoolean() ? "yes" : "no");
    fields("cancel", it.path("cancel"));
    fields("result", it.path("result"));
    it.path("messages").forEach(message -> line("message", Texts.message(message)));
    if (it.hasNonNull("report")) {
      line("report", "./gpmc result " + Texts.field(it, "id"));
    }
  }

  private static String worker(JsonNode worker) {
    String name = Texts.field(worker, "name");
    String age =
        worker.has("heartbeatAgeSeconds")
            ? "  heartbeat %.1f s ago".formatted(worker.path("heartbeatAgeSeconds").asDouble())
            : "";
    return (name.isEmpty() ? Texts.field(worker, "id") : name) + age;
  }

  private void fields(String heading, JsonNode object) {
    for (var field : object.properties()) {
      JsonNode value = field.getValue();
      line(
          heading,
          PlainText.line(
              field.getKey() + ": " + (value.isTextual() ? value.asText() : JsonTree.line(value))));
    }
  }

  private void time(JsonNode operation, String heading, String field) {
    String time = Texts.field(operation, field);
    if (!time.isEmpty()) {
      line(heading, "%s  %s".formatted(Texts.time(operation, field), age(time)));
    }
  }

  private String age(String time) {
    Instant now = Instant.now();
    String age = Texts.age(time, now);
    return age.equals(time) || Instant.parse(time).isAfter(now)
        ? ""
        : style().dim("(" + age + " ago)");
  }

  private void line(String heading, String text) {
    if (!text.isEmpty()) {
      out().println("%-13s %s".formatted(heading, text).stripTrailing());
    }
  }
}
