package io.gpmcworker.command;

import io.cloudevents.CloudEvent;
import io.gpmcworker.operation.CommandOrigin;
import io.gpmcworker.operation.OperationId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a command's CloudEvent that matter here, checked.
 *
 * @param expiresAt extension {@code expirytime}
 */
record EventAttributes(
    OperationId operationId,
    String source,
    String id,
    Optional<String> correlationId,
    Optional<String> traceparent,
    Optional<Instant> expiresAt) {

  private static final int LONGEST_ID = 256;
  private static final int LONGEST_SOURCE = 512;
  private static final int LONGEST_TRACEPARENT = 64;
  private static final int LONGEST_SHOWN = 120;

  /** Those of RFC 3339. Java has more of them than any database. */
  private static final ValueRange YEARS = ValueRange.of(0, 9_999);

  static EventAttributes of(CloudEvent event) throws RefusedException {
    Optional<String> contentType = Optional.ofNullable(event.getDataContentType());
    if (contentType.filter(it -> !isJson(it)).isPresent()) {
      throw new RefusedException(
          "invalid-attribute",
          "An attribute of the CloudEvent is not valid",
          "The data content type is '%s'; a command's is application/json."
              .formatted(shown(contentType.get())));
    }
    Optional<String> schema = Optional.ofNullable(event.getDataSchema()).map(Object::toString);
    String expected = dataSchema(event.getType());
    if (schema.filter(it -> !it.equals(expected)).isPresent()) {
      throw new RefusedException(
          "unknown-version",
          "The payload's version is not known",
          "The dataschema is '%s'; this worker knows %s.".formatted(shown(schema.get()), expected));
    }
    return new EventAttributes(
        operationId(event),
        text("source", event.getSource().toString(), LONGEST_SOURCE),
        text("id", event.getId(), LONGEST_ID),
        extension(event, "correlationid", LONGEST_ID),
        extension(event, "traceparent", LONGEST_TRACEPARENT),
        expiry(event));
  }

  /** The {@code dataschema} of a command type, in the version that is read here. */
  static String dataSchema(String type) {
    return "urn:" + type.replace('.', ':') + ":v1";
  }

  CommandOrigin origin(Optional<String> requestedBy) {
    return new CommandOrigin(source, id, correlationId, traceparent, requestedBy);
  }

  /** Untrusted text, made fit to be shown in a message. */
  static String shown(String text) {
    String printable = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "�");
    return printable.length() <= LONGEST_SHOWN
        ? printable
        : printable.substring(0, LONGEST_SHOWN) + "…";
  }

  /** The media type, whatever its case and parameters (RFC 9110, 8.3.1). */
  private static boolean isJson(String contentType) {
    int parameters = contentType.indexOf(';');
    String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return mediaType.strip().equalsIgnoreCase("application/json");
  }

  private static OperationId operationId(CloudEvent event) throws RefusedException {
    @Nullable String subject = event.getSubject();
    if (subject == null) {
      throw new RefusedException(
          "invalid-attribute",
          "An attribute of the CloudEvent is not valid",
          "The subject is missing; it is the operation's id.");
    }
    try {
      return new OperationId(subject);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "invalid-attribute",
          "An attribute of the CloudEvent is not valid",
          "The subject is '%s'; %s.".formatted(shown(subject), e.getMessage()));
    }
  }

  private static Optional<String> extension(CloudEvent event, String name, int longest)
      throws RefusedException {
    Optional<String> value = Optional.ofNullable(event.getExtension(name)).map(Object::toString);
    return value.isPresent() ? Optional.of(text(name, value.get(), longest)) : value;
  }

  private static String text(String attribute, String value, int longest) throws RefusedException {
    if (value.isEmpty() || value.length() > longest) {
      throw new RefusedException(
          "invalid-attribute",
          "An attribute of the CloudEvent is not valid",
          "The attribute '%s' has %d characters; it must have 1 to %d."
              .formatted(attribute, value.length(), longest));
    }
    if (!isText(value)) {
      throw new RefusedException(
          "invalid-attribute",
          "An attribute of the CloudEvent is not valid",
          "The attribute '%s' holds a character that is no text.".formatted(attribute));
    }
    return value;
  }

  /** Whether untrusted text is fit to be handed on as an attribute. */
  static boolean isText(String value) {
    return value.codePoints().noneMatch(EventAttributes::isNoText);
  }

  private static boolean isNoText(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.SURROGATE;
  }

  private static Optional<Instant> expiry(CloudEvent event) throws RefusedException {
    Optional<Object> value = Optional.ofNullable(event.getExtension("expirytime"));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(value.get().toString());
      YEARS.checkValidValue(time.getYear(), ChronoField.YEAR);
      return Optional.of(time.toInstant());
    } catch (DateTimeException e) {
      throw new RefusedException(
          "invalid-attribute",
          "An attribute of the CloudEvent is not valid",
          "The attribute 'expirytime' is '%s'; it must be a time such as 2026-01-31T12:00:00Z."
              .formatted(shown(value.get().toString())));
    }
  }
}
