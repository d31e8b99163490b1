package io.gpmcworker.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.OperationId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads a record: both content modes of the CloudEvents Kafka protocol binding. */
@ApplicationScoped
class RecordReader {

  private static final String STRUCTURED = "application/cloudevents";
  private static final int LONGEST_ATTRIBUTE = 256;

  private final CommandDecoder decoder;
  private final CommandConfig config;

  RecordReader(CommandDecoder decoder, CommandConfig config) {
    this.decoder = decoder;
    this.config = config;
  }

  /** What a record is. Never throws: whatever it is, it gets an answer. */
  Decoded read(ConsumerRecord<byte[], byte[]> record) {
    try {
      checkSize(record);
    } catch (RefusedException e) {
      return new Decoded.Invalid(e.problem(), headersOf(record));
    }
    CloudEvent event;
    try {
      event = event(record);
    } catch (RefusedException e) {
      return new Decoded.Invalid(e.problem(), headersOf(record));
    }
    try {
      if (!event.getType().equals(CommandDecoder.START)
          && !event.getType().equals(CommandDecoder.CANCEL)) {
        throw CommandDecoder.unknownType(event.getType());
      }
      EventAttributes attributes = EventAttributes.of(event);
      checkKey(record, attributes.operationId());
      return new Decoded.Valid(decoder.decode(event, attributes));
    } catch (RefusedException e) {
      return new Decoded.Invalid(e.problem(), attributesOf(event));
    }
  }

  /** The cancel in a record; empty if it is anything else, or no valid one. */
  Optional<Command.CancelOperation> readCancel(ConsumerRecord<byte[], byte[]> record) {
    return mayBeCancel(record)
            && read(record) instanceof Decoded.Valid(Command.CancelOperation cancel)
        ? Optional.of(cancel)
        : Optional.empty();
  }

  /** Tells without reading the whole event; in structured mode that is all that can be told. */
  private static boolean mayBeCancel(ConsumerRecord<byte[], byte[]> record) {
    return header(record, "ce_type", CommandDecoder.CANCEL::equals).isPresent()
        || header(record, "content-type", it -> it.startsWith(STRUCTURED)).isPresent();
  }

  private void checkSize(ConsumerRecord<byte[], byte[]> record) throws RefusedException {
    int headers = 0;
    for (Header header : record.headers()) {
      headers += header.key().length() + (header.value() == null ? 0 : header.value().length);
    }
    if (headers > config.maxHeaderBytes()) {
      throw new RefusedException(
          "too-large",
          "The command is too large",
          "The headers have %d bytes; at most %d.".formatted(headers, config.maxHeaderBytes()));
    }
    int payload = record.value() == null ? 0 : record.value().length;
    if (payload > config.maxPayloadBytes()) {
      throw new RefusedException(
          "too-large",
          "The command is too large",
          "The payload has %d bytes; at most %d.".formatted(payload, config.maxPayloadBytes()));
    }
  }

  private static CloudEvent event(ConsumerRecord<byte[], byte[]> record) throws RefusedException {
    for (Header header : record.headers()) {
      if (header.value() != null && utf8(header.value()).isEmpty()) {
        throw notAnEvent(
            "header '%s' is not valid UTF-8".formatted(EventAttributes.shown(header.key())));
      }
    }
    try {
      checkStructured(record);
      CloudEvent event =
          KafkaMessageFactory.createReader(record.headers(), payload(record)).toEvent();
      if (event.getSpecVersion() != SpecVersion.V1) {
        throw notAnEvent("its specversion is " + event.getSpecVersion());
      }
      return event;
    } catch (JsonProcessingException e) {
      throw notAnEvent(EventAttributes.shown(JsonFault.in(e)));
    } catch (IOException e) {
      throw notAnEvent(EventAttributes.shown(String.valueOf(e.getMessage())));
    } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
      throw notAnEvent(EventAttributes.shown(reason(e)));
    } catch (RuntimeException e) {
      // The SDK does not promise more; whatever it stumbles over is not a CloudEvent.
      throw notAnEvent(EventAttributes.shown(reason(e)));
    }
  }

  /** In structured mode the SDK reads the JSON, and takes the last of two fields of one name. */
  private static void checkStructured(ConsumerRecord<byte[], byte[]> record) throws IOException {
    byte @Nullable [] value = record.value();
    if (value != null
        && header(record, "content-type", it -> it.startsWith(STRUCTURED)).isPresent()) {
      CommandDecoder.checkJson(value);
    }
  }

  private static byte @Nullable [] payload(ConsumerRecord<byte[], byte[]> record) {
    return record.value();
  }

  private static RefusedException notAnEvent(String why) {
    return new RefusedException(
        "malformed-event",
        "The record is not a CloudEvent",
        ("The record is no CloudEvent 1.0: %s. Binary mode needs the headers ce_specversion, ce_id,"
                + " ce_source, ce_type and ce_subject; structured mode the content type"
                + " application/cloudevents+json.")
            .formatted(why));
  }

  private static String reason(RuntimeException e) {
    Throwable cause = e.getCause();
    String own = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return cause == null || cause.getMessage() == null || own.contains(cause.getMessage())
        ? firstLine(own)
        : firstLine(own) + ": " + firstLine(cause.getMessage());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static void checkKey(ConsumerRecord<byte[], byte[]> record, OperationId operationId)
      throws RefusedException {
    Optional<String> key = Optional.ofNullable(record.key()).flatMap(RecordReader::utf8);
    if (key.filter(operationId.value()::equals).isEmpty()) {
      throw new RefusedException(
          "key-mismatch",
          "The record's key is not the operation's id",
          "The record's key is %s and the subject '%s'; they must be equal, or the commands of one operation lose their order."
              .formatted(
                  key.map(it -> "'" + EventAttributes.shown(it) + "'").orElse("missing"),
                  operationId));
    }
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Decoded.Attributes attributesOf(CloudEvent event) {
    return new Decoded.Attributes(
        Optional.ofNullable(event.getSubject()).filter(RecordReader::isOperationId),
        presentable(event.getId()),
        presentable(event.getType()),
        Optional.ofNullable(event.getExtension("correlationid"))
            .map(Object::toString)
            .flatMap(RecordReader::presentable),
        Optional.ofNullable(event.getExtension("traceparent"))
            .map(Object::toString)
            .flatMap(RecordReader::presentable));
  }

  /** What a broken event still tells of itself: enough to answer whoever sent it. */
  private static Decoded.Attributes headersOf(ConsumerRecord<byte[], byte[]> record) {
    return new Decoded.Attributes(
        header(record, "ce_subject", RecordReader::isOperationId)
            .or(() ->
                Optional.ofNullable(record.key())
                    .flatMap(RecordReader::utf8)
                    .filter(RecordReader::isOperationId)),
        header(record, "ce_id", it -> true).flatMap(RecordReader::presentable),
        header(record, "ce_type", it -> true).flatMap(RecordReader::presentable),
        header(record, "ce_correlationid", it -> true).flatMap(RecordReader::presentable),
        header(record, "ce_traceparent", it -> true).flatMap(RecordReader::presentable));
  }

  private static Optional<String> header(
      ConsumerRecord<byte[], byte[]> record, String name, Predicate<String> valid) {
    @Nullable Header header = record.headers().lastHeader(name);
    return Optional.ofNullable(header)
        .flatMap(it -> Optional.ofNullable(it.value()))
        .flatMap(RecordReader::utf8)
        .filter(valid);
  }

  private static Optional<String> presentable(String text) {
    return Optional.of(text)
        .filter(it -> !it.isEmpty() && it.length() <= LONGEST_ATTRIBUTE)
        .filter(EventAttributes::isText);
  }

  private static boolean isOperationId(String text) {
    try {
      return !new OperationId(text).value().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
