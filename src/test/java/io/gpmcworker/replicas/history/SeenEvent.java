package io.gpmcworker.replicas.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record of the event topic, as a consumer got it.
 *
 * @param receivedAt by the consumer's clock
 * @param attributes its CloudEvents attributes
 */
public record SeenEvent(
    Instant receivedAt,
    int partition,
    long offset,
    String key,
    Map<String, String> attributes,
    JsonNode data) {

  static final String CANCELLED = "operation.cancelled";
  static final String SUCCEEDED = "operation.succeeded";
  static final String FAILED = "operation.failed";
  static final String OUTCOME_UNKNOWN = "operation.outcome-unknown";

  String attribute(String name) {
    return Optional.ofNullable(attributes.get(name)).orElse("");
  }

  /** Its CloudEvents id. */
  public String id() {
    return attribute("id");
  }

  /** The type without its prefix: {@code operation.accepted}. */
  public String type() {
    return attribute("type").replace("io.gpmcworker.", "");
  }

  /** The operation that it is about. */
  public String operationId() {
    return attribute("subject");
  }

  /** The command that it answers or that brought it about. */
  public String cause() {
    return attribute("causationid");
  }

  /** Its place among the operation's events; 0 if it carries none. */
  long sequence() {
    return attributes.containsKey("sequence") ? Long.parseLong(attribute("sequence")) : 0;
  }

  /** Whether it is an operation's end. */
  public boolean isEnd() {
    return switch (type()) {
      case SUCCEEDED, FAILED, CANCELLED, OUTCOME_UNKNOWN -> true;
      default -> false;
    };
  }

  /** Whether it is the one answer to a command. */
  public boolean isAnswer() {
    return isCancelAnswer() || type().equals("operation.accepted") || isRejection();
  }

  boolean isRejection() {
    return type().equals("command.rejected");
  }

  /** Whether it answers a cancel. */
  boolean isCancelAnswer() {
    return type().startsWith("cancel.");
  }

  /** A moment in its data. */
  Optional<Instant> moment(String field) {
    return Optional.ofNullable(data.get(field)).map(it -> Instant.parse(it.textValue()));
  }

  @Override
  public String toString() {
    return "%s#%d %s (%d@%d)".formatted(operationId(), sequence(), type(), partition, offset);
  }
}
