package io.gpmcworker.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * An event as a consumer gets it, read by the CloudEvents SDK.
 *
 * @param key the record's key
 */
public record ReceivedEvent(Optional<String> key, CloudEvent event) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The {@code type} without its prefix: {@code operation.accepted}. */
  public String type() {
    return event.getType().replace("io.gpmcworker.", "");
  }

  public String id() {
    return event.getId();
  }

  public String subject() {
    return Optional.ofNullable(event.getSubject()).orElse("");
  }

  /** The sequence; 0 if it carries none. */
  public long sequence() {
    return Optional.ofNullable(event.getExtension("sequence"))
        .map(it -> Long.parseLong(it.toString()))
        .orElse(0L);
  }

  /** When what it tells of happened. */
  public Instant time() {
    return Optional.ofNullable(event.getTime()).orElseThrow().toInstant();
  }

  /** An extension attribute; empty text if it is not there. */
  public String extension(String name) {
    return Optional.ofNullable(event.getExtension(name)).map(Object::toString).orElse("");
  }

  public boolean isEnd() {
    return switch (type()) {
      case "operation.succeeded",
          "operation.failed",
          "operation.cancelled",
          "operation.outcome-unknown" ->
          true;
      default -> false;
    };
  }

  public boolean isCancelAnswer() {
    return type().startsWith("cancel.");
  }

  public JsonNode data() {
    try {
      return JSON.readTree(
          Optional.ofNullable(event.getData())
              .map(data -> new String(data.toBytes(), StandardCharsets.UTF_8))
              .orElse("null"));
    } catch (JsonProcessingException e) {
      throw new AssertionError("an event's data is no JSON", e);
    }
  }

  @Override
  public String toString() {
    return subject() + "#" + sequence() + " " + type() + " " + data();
  }
}
