package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.terminal.ProgressLine;
import java.util.List;
import java.util.Locale;

/**
 * How an operation is, as far as has been heard.
 *
 * @param title what it does, in a few words
 * @param state of the operation; empty while it has not been heard of
 */
record Watched(
    String id, String title, String state, long numerator, long denominator, String step) {

  private static final String PREFIX = "io.gpmcworker.";

  /** Ids that people choose are shorter; beside others the title would be cut off. */
  private static final int LONGEST_ID = 20;

  private static final List<String> ORDER = List.of("", "QUEUED", "RUNNING", "CANCELLING");

  /** From the operation as HTTP tells it. */
  static Watched of(JsonNode operation) {
    JsonNode progress = operation.path("progress");
    return new Watched(
        operation.path("id").asText(),
        Texts.title(operation),
        operation.path("state").asText(),
        progress.path("numerator").asLong(),
        progress.path("denominator").asLong(),
        progress.path("step").asText());
  }

  /** From the first event that was heard of it. */
  static Watched first(JsonNode event) {
    return new Watched(
        event.path("subject").asText(), Texts.title(event.path("data")), "", 0, 0, "");
  }

  /** The type of an event, without what all of them begin with. */
  static String type(JsonNode event) {
    String type = event.path("type").asText();
    return type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
  }

  /** How it is after an event; one that is older than what is known changes nothing. */
  Watched after(JsonNode event) {
    String type = type(event);
    JsonNode data = event.path("data");
    return switch (type) {
      case "operation.accepted" -> with("QUEUED");
      case "operation.started" -> with("RUNNING");
      case "operation.cancelling" -> with("CANCELLING");
      case "operation.progressed" ->
          new Watched(
              id,
              title,
              state,
              data.path("numerator").asLong(),
              data.path("denominator").asLong(),
              data.path("step").asText());
      case "operation.succeeded",
          "operation.failed",
          "operation.cancelled",
          "operation.outcome-unknown" ->
          new Watched(id, title, endState(type), numerator, denominator, "");
      default -> this;
    };
  }

  private static String endState(String type) {
    return type.substring(type.indexOf('.') + 1).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private Watched with(String next) {
    return !hasEnded() && ORDER.indexOf(next) > ORDER.indexOf(state)
        ? new Watched(id, title, next, numerator, denominator, step)
        : this;
  }

  boolean hasEnded() {
    return !ORDER.contains(state);
  }

  /** The line of a live display; with the id that a cancel needs, where there is room for it. */
  ProgressLine line() {
    String named =
        id.length() > LONGEST_ID && !title.isEmpty() ? title : (id + "  " + title).strip();
    return new ProgressLine(named, state, numerator, denominator, step);
  }
}
