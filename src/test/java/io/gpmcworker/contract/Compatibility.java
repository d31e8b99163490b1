package io.gpmcworker.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a schema with a released one, structurally.
 *
 * <p>Of a command, whatever the released schema took must still be taken: nothing may be narrower.
 * Of an event, whatever is published now must be what a reader of the released schema knows:
 * nothing may be wider or go away. Fields may be added to events, and optional ones to commands.
 * What this comparison does not understand counts as broken when it changes: better asked than
 * missed.
 */
final class Compatibility {

  /** They explain, and bind nobody. */
  private static final Set<String> WORDS =
      Set.of("$schema", "$comment", "title", "description", "examples", "default", "deprecated");

  /** Understood below; every other keyword has to stay as it is. */
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "type",
          "enum",
          "const",
          "properties",
          "$defs",
          "required",
          "items",
          "maxLength",
          "maximum",
          "minLength",
          "minimum");

  /** Which way schemas of a kind may change. */
  enum Kind {
    /** Sent to the worker: may come to take more. */
    COMMAND,
    /** Sent by the worker: may come to tell more. */
    EVENT
  }

  private final Kind kind;
  private final List<String> broken = new ArrayList<>();

  private Compatibility(Kind kind) {
    this.kind = kind;
  }

  /** What breaks those who rely on the released schema; empty if nothing does. */
  static List<String> broken(Kind kind, JsonNode released, JsonNode now) {
    Compatibility comparison = new Compatibility(kind);
    comparison.compare("", released, now);
    return comparison.broken;
  }

  private void compare(String place, JsonNode released, JsonNode now) {
    if (!released.isObject() || !now.isObject()) {
      if (!released.equals(now)) {
        broken.add(place + ": is another schema");
      }
      return;
    }
    types(place, released.path("type"), now.path("type"));
    values(place, released, now);
    required(place, strings(released.path("required")), strings(now.path("required")));
    bound(place, "maxLength", released, now, Integer.MAX_VALUE, true);
    bound(place, "maximum", released, now, Integer.MAX_VALUE, true);
    bound(place, "minLength", released, now, Integer.MIN_VALUE, false);
    bound(place, "minimum", released, now, Integer.MIN_VALUE, false);
    members(place + "/properties", released.path("properties"), now.path("properties"));
    members(place + "/$defs", released.path("$defs"), now.path("$defs"));
    if (released.has("items") || now.has("items")) {
      compare(place + "/items", released.path("items"), now.path("items"));
    }
    others(place, released, now);
  }

  private void members(String place, JsonNode released, JsonNode now) {
    released
        .properties()
        .forEach(member -> {
          if (now.has(member.getKey())) {
            compare(place + "/" + member.getKey(), member.getValue(), now.get(member.getKey()));
          } else {
            broken.add(place + "/" + member.getKey() + ": is gone");
          }
        });
  }

  private void types(String place, JsonNode released, JsonNode now) {
    Set<String> before = strings(released);
    Set<String> after = strings(now);
    boolean fits =
        before.equals(after)
            || switch (kind) {
              case COMMAND -> after.isEmpty() || (!before.isEmpty() && after.containsAll(before));
              case EVENT -> before.isEmpty() || (!after.isEmpty() && before.containsAll(after));
            };
    if (!fits) {
      broken.add("%s: its type was %s and is %s".formatted(place, before, after));
    }
  }

  private void values(String place, JsonNode released, JsonNode now) {
    Set<String> before = allowed(released);
    Set<String> after = allowed(now);
    boolean fits =
        before.equals(after)
            || switch (kind) {
              case COMMAND -> after.isEmpty() || (!before.isEmpty() && after.containsAll(before));
              case EVENT -> before.isEmpty() || (!after.isEmpty() && before.containsAll(after));
            };
    if (!fits) {
      broken.add("%s: its values were %s and are %s".formatted(place, before, after));
    }
  }

  private void required(String place, Set<String> before, Set<String> after) {
    Set<String> changed = new TreeSet<>(kind == Kind.COMMAND ? after : before);
    changed.removeAll(kind == Kind.COMMAND ? before : after);
    for (String field : changed) {
      broken.add(
          "%s/%s: %s"
              .formatted(
                  place,
                  field,
                  kind == Kind.COMMAND
                      ? "has come to be required"
                      : "is not always there any more"));
    }
  }

  private void bound(
      String place, String keyword, JsonNode released, JsonNode now, long none, boolean upper) {
    long before = released.path(keyword).asLong(none);
    long after = now.path(keyword).asLong(none);
    boolean wider = upper ? after > before : after < before;
    boolean narrower = upper ? after < before : after > before;
    if (kind == Kind.COMMAND ? narrower : wider) {
      broken.add("%s: its %s was %d and is %d".formatted(place, keyword, before, after));
    }
  }

  private void others(String place, JsonNode released, JsonNode now) {
    Set<String> keywords = new TreeSet<>();
    released.fieldNames().forEachRemaining(keywords::add);
    now.fieldNames().forEachRemaining(keywords::add);
    keywords.removeAll(WORDS);
    keywords.removeAll(UNDERSTOOD);
    for (String keyword : keywords) {
      if (!bare(released.path(keyword)).equals(bare(now.path(keyword)))) {
        broken.add("%s: its %s is another".formatted(place, keyword));
      }
    }
  }

  /** Without the words. */
  private static JsonNode bare(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    strip(copy);
    return copy;
  }

  private static void strip(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove(WORDS);
    }
    schema.forEach(Compatibility::strip);
  }

  private static Set<String> allowed(JsonNode schema) {
    Set<String> values = new TreeSet<>();
    schema.path("enum").forEach(it -> values.add(it.toString()));
    if (schema.has("const")) {
      values.add(schema.get("const").toString());
    }
    return values;
  }

  private static Set<String> strings(JsonNode node) {
    Set<String> texts = new TreeSet<>();
    if (node.isTextual()) {
      texts.add(node.textValue());
    }
    node.forEach(it -> texts.add(it.asText()));
    return texts;
  }
}
