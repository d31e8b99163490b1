package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.Style;
import io.gpmcworker.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the verbs share that can wait for the end of operations. */
abstract class FollowingCommand extends RemoteCommand {

  @Option(
      names = "--timeout",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "How long to wait at most: 90s, 5m, 2h. The operation goes on after that.")
  private @Nullable Duration timeout;

  @Mixin private FormatArgument format = new FormatArgument();

  final FormatArgument format() {
    return format;
  }

  final Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** Bars on a terminal, lines elsewhere, events as lines of JSON for programs. */
  final Follower.Display display() {
    if (format.lines()) {
      return Displays.json(out());
    }
    if (!format.text()) {
      return Displays.none();
    }
    return Style.isTerminal() ? Displays.bars(Terminal.standard()) : Displays.changes(out());
  }

  /**
   * Waits until these operations have ended.
   *
   * @return how they are then, in full; as far as they are if there was not enough time
   */
  final List<JsonNode> follow(Client client, List<JsonNode> operations, Follower.Display display)
      throws InterruptedException {
    out().flush();
    try (Detaching _ = Detaching.told(ids(operations), err())) {
      new Follower(client).operations(operations, timeout(), display);
    }
    List<JsonNode> ended = new ArrayList<>();
    for (String id : ids(operations)) {
      ended.add(client.get(Query.of("operations", id)));
    }
    return ended;
  }

  /** Operations by their ids. */
  final List<JsonNode> operations(Client client, List<String> ids) throws InterruptedException {
    List<JsonNode> operations = new ArrayList<>();
    for (String id : ids) {
      operations.add(client.get(Query.of("operations", id)));
    }
    return operations;
  }

  /** Tells how operations have ended, each in a line, and why if not well. */
  final void tell(List<JsonNode> operations) {
    for (JsonNode it : operations) {
      String reason = Texts.field(it, "reason");
      out()
          .println(
              "%s  %s  %s%s"
                  .formatted(
                      style().state(Texts.field(it, "state")),
                      Texts.field(it, "id"),
                      Texts.title(it),
                      reason.isEmpty() ? "" : "  " + reason));
    }
    explain(operations);
  }

  /** Tells what no line and no bar has room for: why operations have not ended, or not well. */
  final void explain(List<JsonNode> operations) {
    out().flush();
    for (JsonNode it : operations) {
      String id = Texts.field(it, "id");
      String which = operations.size() == 1 ? "" : id + ": ";
      Texts.error(it.path("error")).ifPresent(text -> err().println(which + text));
      if (ExitCode.of(Texts.field(it, "state")) == ExitCode.TIMED_OUT) {
        err().println("It goes on: ./gpmc watch " + id);
      }
    }
  }

  /** The exit code that tells the worst of their states. */
  static int exitCode(List<JsonNode> operations) {
    return ExitCode.worst(
            operations.stream().map(it -> ExitCode.of(it.path("state").asText())).toList())
        .code();
  }

  private static List<String> ids(List<JsonNode> operations) {
    return operations.stream().map(it -> it.path("id").asText()).toList();
  }
}
