package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc watch}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a live bar for each operation until it ends; without an id, for all that run and all"
          + " that come.",
      "Ctrl-C ends the watching and nothing else: cancelling is ./gpmc cancel."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc watch",
      "  ./gpmc watch CHG0031-1 CHG0031-2",
      "  ./gpmc watch --ticket CHG0031",
      "  ./gpmc watch -o jsonl | jq -r '.type + \" \" + .subject'"
    })
public final class WatchCommand extends FollowingCommand {

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids of operations.")
  private List<String> ids = new ArrayList<>();

  @Option(
      names = "--ticket",
      paramLabel = "TICKET",
      description = "All operations of this ticket (correlation id), until they have ended.")
  private @Nullable String ticket;

  @Override
  int run(Client client) throws InterruptedException {
    if (ids.isEmpty()) {
      return live(client);
    }
    if (ticket != null) {
      throw new ParameterException(spec().commandLine(), "Give ids or --ticket, and not both.");
    }
    List<JsonNode> ended = follow(client, operations(client, ids), display());
    if (format().text()) {
      explain(ended);
    } else if (!format().lines()) {
      format().operations(out(), ended);
    }
    return exitCode(ended);
  }

  private int live(Client client) throws InterruptedException {
    if (ticket == null && format().document()) {
      throw new ParameterException(
          spec().commandLine(), "What has no end is no one document: name ids, or give -o jsonl.");
    }
    Follower follower = new Follower(client);
    boolean ended;
    try (Detaching _ = Detaching.told(List.of(), err())) {
      ended = follower.everything(Optional.ofNullable(ticket), timeout(), display());
    }
    if (format().document()) {
      format().operations(out(), operations(client, follower.ids()));
    } else if (!ended && format().text() && !out().checkError()) {
      err().println("Watched for long enough. What runs goes on.");
    }
    return ended
        ? ExitCode.worst(follower.followed().stream().map(it -> ExitCode.of(it.state())).toList())
            .code()
        : ExitCode.TIMED_OUT.code();
  }
}
