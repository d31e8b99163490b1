package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc cancel}. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Asks for operations to be cancelled and tells the answer: accepted, too-late or"
          + " not-supported. Accepted means that the request is durable; how the operation ends is"
          + " told by --wait.",
      "With --wait the exit code is 0 if it was cancelled, 7 if it succeeded in spite of that."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc cancel CHG0031-1 --reason 'change withdrawn'",
      "  ./gpmc cancel CHG0031-1 --wait --timeout 2m",
      "  ./gpmc list --ticket CHG0031 --state running -o jsonl | jq -r .id | xargs ./gpmc cancel"
    })
public final class CancelCommand extends FollowingCommand {

  private static final String ANSWER_WITHIN = "wait=30";

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of operations.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it is recorded.")
  private @Nullable String reason;

  @Option(names = "--wait", description = "Wait until they have ended.")
  private boolean wait;

  @Override
  int run(Client client) throws InterruptedException {
    List<JsonNode> answers = new ArrayList<>();
    List<ExitCode> codes = new ArrayList<>();
    for (String id : ids) {
      JsonNode answer = cancel(client, id);
      answers.add(answer);
      codes.add(code(answer));
      if (format().text()) {
        tell(id, answer);
      }
    }
    // To follow none would be to follow all.
    List<JsonNode> awaited = wait ? accepted(client, answers) : List.of();
    if (awaited.isEmpty()) {
      if (!format().text()) {
        format().operations(out(), answers);
      }
      return ExitCode.worst(codes).code();
    }
    List<JsonNode> ended = follow(client, awaited, Displays.none());
    if (format().text()) {
      tell(ended);
    } else {
      format().operations(out(), ended);
    }
    ended.forEach(it -> codes.add(ended(it.path("state").asText())));
    return ExitCode.worst(codes).code();
  }

  private JsonNode cancel(Client client, String id) throws InterruptedException {
    ObjectNode body = client.object();
    if (reason != null) {
      body.put("reason", reason);
    }
    Requester.sign(client, body);
    return client.post(
        Query.of("operations", id, "cancel"),
        body,
        Map.of("Prefer", ANSWER_WITHIN, "Idempotency-Key", UUID.randomUUID().toString()));
  }

  private List<JsonNode> accepted(Client client, List<JsonNode> answers)
      throws InterruptedException {
    List<String> accepted =
        answers.stream()
            .filter(it -> code(it) == ExitCode.SUCCEEDED && !it.path("pendingStart").asBoolean())
            .map(it -> it.path("operationId").asText())
            .toList();
    return operations(client, accepted);
  }

  /** No answer within the time that the worker grants: 202 alone. */
  private static ExitCode code(JsonNode answer) {
    return switch (answer.path("answer").asText()) {
      case "accepted" -> ExitCode.SUCCEEDED;
      case "" -> ExitCode.TIMED_OUT;
      default -> ExitCode.REFUSED;
    };
  }

  /** To be cancelled is what was wanted here. */
  private static ExitCode ended(String state) {
    return switch (ExitCode.of(state)) {
      case CANCELLED -> ExitCode.SUCCEEDED;
      case SUCCEEDED -> ExitCode.REFUSED;
      case ExitCode other -> other;
    };
  }

  private void tell(String id, JsonNode answer) {
    String told = Texts.field(answer, "answer");
    String state = Texts.field(answer, "state");
    out()
        .println(
            "%s  %s%s%s%s%s"
                .formatted(
                    told.isEmpty() ? "sent" : told,
                    id,
                    state.isEmpty() ? "" : "  " + style().state(state),
                    answer.path("already").asBoolean() ? "  already" : "",
                    answer.path("pendingStart").asBoolean()
                        ? "  never seen: a start that comes later will not run"
                        : "",
                    answer.path("ownerLost").asBoolean()
                        ? "  its worker is gone: recovery decides the end"
                        : ""));
    Texts.error(answer.path("error")).ifPresent(err()::println);
    if (told.isEmpty()) {
      err().println("No answer yet: ./gpmc events " + id);
    }
  }
}
