package io.gpmcworker.event;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * An event as it stands in the outbox: a CloudEvent in its JSON format.
 *
 * @param position its place in the outbox
 * @param resumeAfter all that stands at or before this position was told before this event; whoever
 *     goes on from here misses nothing, and may see a few events twice
 * @param cloudEvent the event; not to be changed
 * @param json the same as text
 */
public record RecordedEvent(long position, long resumeAfter, ObjectNode cloudEvent, String json) {

  private static final TypeReference<List<DeadLetter.Header>> HEADERS = new TypeReference<>() {};
  private static final String ATTRIBUTE = "ce_";

  /**
   * Reads a row.
   *
   * @param headers the headers of the record that it is sent as
   */
  static RecordedEvent of(
      ObjectMapper mapper, long position, long resumeAfter, String headers, byte[] value) {
    try {
      ObjectNode event = mapper.createObjectNode();
      for (DeadLetter.Header header : mapper.readValue(headers, HEADERS)) {
        String text = new String(header.value(), StandardCharsets.UTF_8);
        if (header.name().startsWith(ATTRIBUTE)) {
          event.put(header.name().substring(ATTRIBUTE.length()), text);
        } else {
          event.put("datacontenttype", text);
        }
      }
      event.set("data", mapper.readTree(value));
      return new RecordedEvent(position, resumeAfter, event, mapper.writeValueAsString(event));
    } catch (IOException e) {
      throw new IllegalStateException("the outbox holds an event that it did not write", e);
    }
  }

  /** An attribute of the CloudEvent, such as {@code type} or {@code correlationid}. */
  public Optional<String> attribute(String name) {
    return Optional.ofNullable(cloudEvent.get(name)).map(JsonNode::textValue);
  }

  /** The payload. */
  public JsonNode data() {
    return cloudEvent.path("data");
  }

  /** Whether it has this type. */
  public boolean is(EventType type) {
    return attribute("type").filter(type.wireName()::equals).isPresent();
  }
}
