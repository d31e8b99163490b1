package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.terminal.PlainText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the JSON of the HTTP interface says, for people. */
final class Texts {

  /** The parameters that say what an operation is about, the most telling first. */
  private static final List<String> SUBJECTS =
      List.of(
          "target", "source", "gpo", "starterGpo", "file", "backupGpoName", "backupId", "computer");

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Texts() {}

  /** A field as text that is harmless on a terminal; empty if it is not there. */
  static String field(JsonNode node, String name) {
    return PlainText.line(node.path(name).asText());
  }

  /** A time in milliseconds, so that times below each other have the same width. */
  static String time(JsonNode node, String name) {
    String time = field(node, name);
    try {
      return MILLIS.format(Instant.parse(time));
    } catch (DateTimeException _) {
      return time;
    }
  }

  /** What an operation is about; empty for a whole domain. */
  static String subject(JsonNode parameters) {
    return SUBJECTS.stream()
        .map(name -> field(parameters, name))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** An operation in a few words. */
  static String title(JsonNode operation) {
    return (field(operation, "operation") + " " + subject(operation.path("parameters"))).strip();
  }

  /** A progress such as {@code 3/12}. */
  static String progress(JsonNode progress) {
    return progress.path("denominator").asLong() == 0
        ? ""
        : progress.path("numerator").asLong() + "/" + progress.path("denominator").asLong();
  }

  /** A status message of GPMC in a line. */
  static String message(JsonNode message) {
    StringBuilder text = new StringBuilder();
    for (String name : List.of("objectPath", "extensionName", "settingsName", "message")) {
      String part = field(message, name);
      text.append(part.isEmpty() || text.isEmpty() ? "" : ": ").append(part);
    }
    return text.toString();
  }

  /** How long ago a time was, such as {@code 5m}. */
  static String age(String time, Instant now) {
    try {
      return time.isEmpty() ? "" : duration(Duration.between(Instant.parse(time), now));
    } catch (DateTimeException _) {
      return time;
    }
  }

  /** A duration in its largest unit. */
  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 7_200) {
      return seconds / 60 + "m";
    }
    return seconds < 172_800 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }

  /** An error in a sentence, with its HRESULT. */
  static Optional<String> error(JsonNode error) {
    String detail = PlainText.line(error.path("detail").asText(error.path("title").asText()));
    String hresult = field(error, "hresult");
    return detail.isEmpty()
        ? Optional.empty()
        : Optional.of(hresult.isEmpty() ? detail : "%s (%s)".formatted(detail, hresult));
  }
}
