package io.gpmcworker.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of the worker, as read from its topic.
 *
 * @param type without the prefix {@code io.gpmcworker.}: {@code operation.progressed}
 * @param operationId the subject; empty on an event about a record without one
 * @param causationId the command that it answers or that started the operation
 * @param time when the worker says that it happened
 * @param received when it was read here, by {@link System#nanoTime}
 * @param data the payload
 */
public record WorkerEvent(
    String type,
    String operationId,
    Optional<String> causationId,
    Instant time,
    long received,
    JsonNode data) {
  static final String PREFIX = "io.gpmcworker.";

  /** Whether the operation is over with it, or its command was rejected and there will be none. */
  public boolean isEnd() {
    return switch (type) {
      case "operation.succeeded",
          "operation.failed",
          "operation.cancelled",
          "operation.outcome-unknown",
          "command.rejected" ->
          true;
      default -> false;
    };
  }

  /** Whether it answers a cancel command. */
  public boolean isCancelAnswer() {
    return type.startsWith("cancel.");
  }

  /** A text of the payload; empty where it has none. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(data.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }
}
