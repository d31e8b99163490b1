package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc dlq replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Sends a dead letter to the command topic once more, as it came, once what was wrong has been"
            + " put right. Who did so is kept with it.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc dlq replay 42", "  ./gpmc dlq replay 42 -o json"})
final class DlqReplayCommand extends RemoteCommand {

  @Parameters(paramLabel = "ID", description = "The dead letter's id.")
  private String id = "";

  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    JsonNode letter =
        client.post(Query.of("dead-letters", id, "replay"), client.object(), Map.of());
    if (format.text()) {
      out().println("sent again  %s  %s".formatted(id, Texts.field(letter, "key")).strip());
    } else {
      format.one(out(), letter);
    }
    return ExitCode.SUCCEEDED.code();
  }
}
