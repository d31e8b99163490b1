package io.gpmcworker.operation.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.event.EventData.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a JSON object strictly: each by name and type, none left over. Errors are
 * collected, so that the sender learns of all of them at once; {@link #finish} throws them.
 */
public final class ObjectFields {

  private final ObjectNode object;
  private final String path;
  private final TreeSet<String> known = new TreeSet<>();
  private final List<FieldError> errors;

  /**
   * @param path where the object stands, such as {@code parameters.}; empty at the top
   */
  public ObjectFields(ObjectNode object, String path) {
    this(object, path, new ArrayList<>());
  }

  private ObjectFields(ObjectNode object, String path, List<FieldError> errors) {
    this.object = object;
    this.path = path;
    this.errors = errors;
  }

  /** A required text, turned into a value; what the conversion refuses is this field's error. */
  public <T> Optional<T> required(String field, Function<String, T> conversion) {
    Optional<JsonNode> node = find(field);
    if (node.isEmpty()) {
      error(field, "is missing");
      return Optional.empty();
    }
    return node.flatMap(it -> text(field, it)).flatMap(it -> convert(field, it, conversion));
  }

  /** A text that may be absent. */
  public <T> Optional<T> optional(String field, Function<String, T> conversion) {
    return find(field).flatMap(it -> text(field, it)).flatMap(it -> convert(field, it, conversion));
  }

  /** A truth value; false if absent. */
  public boolean flag(String field) {
    Optional<JsonNode> node = find(field);
    if (node.isPresent() && !node.get().isBoolean()) {
      error(field, "must be true or false, not " + describe(node.get()));
      return false;
    }
    return node.map(JsonNode::booleanValue).orElse(false);
  }

  /** An object; an empty one if absent. Its errors are this object's errors too. */
  public ObjectFields object(String field) {
    Optional<JsonNode> node = find(field);
    if (node.isPresent() && !node.get().isObject()) {
      error(field, "must be an object, not " + describe(node.get()));
    }
    ObjectNode child =
        node.filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .orElseGet(object::objectNode);
    return new ObjectFields(child, path + field + ".", errors);
  }

  /** Whether a field is there, be it valid or not. */
  public boolean given(String field) {
    return find(field).isPresent();
  }

  /** Notes an error of a field. */
  public void error(String field, String detail) {
    errors.add(new FieldError(path + field, detail));
  }

  /** Refuses every field that has not been asked for. */
  public void refuseOthers() {
    String detail =
        known.isEmpty()
            ? "is unknown; no field is expected here"
            : "is unknown; the fields here are " + String.join(", ", known);
    for (var fields = object.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!known.contains(field)) {
        error(shorten(field), detail);
      }
    }
  }

  /** Throws the errors, if there are any. */
  public void finish() throws InvalidFieldsException {
    if (!errors.isEmpty()) {
      throw new InvalidFieldsException(errors);
    }
  }

  private Optional<JsonNode> find(String field) {
    known.add(field);
    @Nullable JsonNode node = object.get(field);
    return Optional.ofNullable(node).filter(it -> !it.isNull());
  }

  private Optional<String> text(String field, JsonNode node) {
    if (!node.isTextual()) {
      error(field, "must be a string, not " + describe(node));
      return Optional.empty();
    }
    String text = node.textValue();
    if (!wellFormed(text)) {
      error(field, "holds a character that is no valid text");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static boolean wellFormed(String text) {
    return text.indexOf('\0') < 0
        && text.codePoints()
            .noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
  }

  private <T> Optional<T> convert(String field, String text, Function<String, T> conversion) {
    try {
      return Optional.of(conversion.apply(text));
    } catch (IllegalArgumentException e) {
      error(field, Optional.ofNullable(e.getMessage()).orElse("is not valid"));
      return Optional.empty();
    }
  }

  private static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case BOOLEAN -> "a truth value";
      case NUMBER -> "a number";
      case STRING -> "a string";
      default -> "this";
    };
  }

  private static String shorten(String field) {
    return field.length() <= 64 ? field : field.substring(0, 64) + "…";
  }
}
