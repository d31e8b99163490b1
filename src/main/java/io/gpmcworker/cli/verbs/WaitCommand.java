package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc wait}. */
@Command(
    name = "wait",
    mixinStandardHelpOptions = true,
    description = "Waits quietly until operations have ended; the exit code tells how.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc wait CHG0031-1",
      "  ./gpmc wait CHG0031-1 CHG0031-2 --timeout 10m || echo \"ended with $?\"",
      "  ./gpmc wait CHG0031-1 -o json | jq .result"
    })
public final class WaitCommand extends FollowingCommand {

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of operations.")
  private List<String> ids = new ArrayList<>();

  @Override
  int run(Client client) throws InterruptedException {
    List<JsonNode> ended = follow(client, operations(client, ids), Displays.none());
    if (format().text()) {
      tell(ended);
    } else {
      format().operations(out(), ended);
    }
    return exitCode(ended);
  }
}
