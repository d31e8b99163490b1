package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.JsonTree;
import io.gpmcworker.cli.remote.LiveEvents;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.PlainText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc events}. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description =
        "Tells the events of an operation, in order; with --follow also those to come. Without an"
            + " id: all events as they come, or those that the filters leave.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc events CHG0031-1",
      "  ./gpmc events CHG0031-1 --follow",
      "  ./gpmc events --follow --type operation.failed --domain corp",
      "  ./gpmc events --follow --name 'Default Domain Policy' --state succeeded,failed",
      "  ./gpmc events --follow -o jsonl | tee events.jsonl"
    })
public final class EventsCommand extends RemoteCommand {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  @Parameters(arity = "0..1", paramLabel = "ID", description = "The operation's id.")
  private @Nullable String id;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until Ctrl-C, or the operation's end.")
  private boolean follow;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only this type, such as operation.failed.")
  private @Nullable String type;

  @Mixin private FilterArguments filter = new FilterArguments();
  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    boolean filtered = type != null || filter.given();
    if (id == null && !follow) {
      throw new ParameterException(
          spec().commandLine(), "Name an operation, or give --follow for all events to come.");
    }
    if (id != null && filtered) {
      throw new ParameterException(
          spec().commandLine(),
          "An operation's events are not filtered: leave out the id, or --type and the other"
              + " filters.");
    }
    if (follow && format.document()) {
      throw new ParameterException(
          spec().commandLine(),
          "What is followed is told as it comes, and is no one document: give -o jsonl.");
    }
    if (id != null && !follow) {
      JsonNode events = client.get(Query.of("operations", id, "events"));
      if (format.text()) {
        events.forEach(this::print);
      } else {
        format.all(out(), events, events);
      }
      return ExitCode.SUCCEEDED.code();
    }
    return listen(client);
  }

  private int listen(Client client) throws InterruptedException {
    if (id != null && client.find(Query.of("operations", id)).isEmpty()) {
      err().println("There is no operation " + PlainText.line(id) + " yet; waiting for it.");
    }
    try (LiveEvents live = new LiveEvents(client)) {
      live.listen(
          id == null
              ? filter.addTo(Query.of("events").with("type", Optional.ofNullable(type)))
              : Query.of("operations", id, "events"));
      while (true) {
        Optional<JsonNode> event = live.next(LOOK_EVERY);
        if (event.isPresent()) {
          print(event.get());
          if (out().checkError()) {
            return ExitCode.SUCCEEDED.code();
          }
          if (id != null && Watched.first(event.get()).after(event.get()).hasEnded()) {
            return ExitCode.SUCCEEDED.code();
          }
        }
      }
    }
  }

  private void print(JsonNode event) {
    if (!format.text()) {
      out().println(JsonTree.line(event));
      return;
    }
    JsonNode data = event.path("data");
    StringBuilder text =
        new StringBuilder(
            "%-24s  %-24s  %s"
                .formatted(
                    Texts.time(event, "time"), Watched.type(event), Texts.field(event, "subject")));
    add(text, Texts.field(data, "operation"));
    add(text, Texts.subject(data.path("parameters")));
    add(text, Texts.progress(data));
    add(text, Texts.field(data, "step"));
    add(text, Texts.field(data, "reason"));
    add(text, Texts.error(data.path("error")).orElse(""));
    out().println(text);
  }

  private static void add(StringBuilder text, String part) {
    text.append(part.isEmpty() ? "" : "  ").append(part);
  }
}
