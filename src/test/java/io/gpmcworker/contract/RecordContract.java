package io.gpmcworker.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Holds records of the worker against the contract. Every reader of the topics in these tests has
 * one and hands it all that it reads; a test that saw a record that breaks the contract fails.
 */
public final class RecordContract {

  private static final String PREFIX = "io.gpmcworker.";

  private final List<String> violations = new CopyOnWriteArrayList<>();

  /** Looks at an event. */
  public void sawEvent(ConsumerRecord<byte[], byte[]> record) {
    note(record, ofEvent(record));
  }

  /** Looks at a dead letter. */
  public void sawDeadLetter(ConsumerRecord<byte[], byte[]> record) {
    note(record, Schemas.asPublished().errors("dead-letter.headers", json(record.headers())));
  }

  /**
   * To be called whenever a test asks for what was read.
   *
   * @throws AssertionError if a record broke the contract
   */
  public void check() {
    if (!violations.isEmpty()) {
      throw new AssertionError("records break the contract:\n" + String.join("\n", violations));
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record, List<String> errors) {
    errors.stream()
        .limit(10)
        .map(error ->
            "%s-%d@%d %s: %s"
                .formatted(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    header(record, "ce_type"),
                    error))
        .forEach(violations::add);
  }

  /** What is wrong with an event. */
  static List<String> ofEvent(ConsumerRecord<byte[], byte[]> record) {
    Schemas schemas = Schemas.closed();
    List<String> errors = new ArrayList<>(schemas.errors("event.headers", json(record.headers())));
    String type = header(record, "ce_type");
    Optional<EventType> known =
        Arrays.stream(EventType.values()).filter(it -> it.wireName().equals(type)).findFirst();
    if (known.isEmpty()) {
      errors.add("the type is none of the contract's");
      return errors;
    }
    if (!known.get().dataSchema().equals(header(record, "ce_dataschema"))) {
      errors.add("the dataschema is that of another event");
    }
    String key = record.key() == null ? "" : text(record.key());
    if (!key.equals(header(record, "ce_subject"))) {
      errors.add("the key '%s' is not the subject".formatted(key));
    }
    String data = record.value() == null ? "null" : text(record.value());
    errors.addAll(schemas.errors(type.substring(PREFIX.length()), data));
    if (known.get() == EventType.OPERATION_ACCEPTED) {
      JsonNode accepted = read(data);
      errors.addAll(
          schemas.errors(
              "parameters/" + accepted.path("operation").asText(),
              accepted.path("parameters").toString()));
    }
    return errors;
  }

  private static String json(Headers headers) {
    ObjectNode object = Schemas.JSON.createObjectNode();
    headers.forEach(it -> object.put(it.key(), it.value() == null ? null : text(it.value())));
    return object.toString();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(it -> text(it.value()))
        .orElse("");
  }

  private static JsonNode read(String json) {
    try {
      return Schemas.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("an event's data is no JSON", e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
