package io.gpmcworker.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.operation.request.Requests;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A record on the command topic, good until a test spoils it. */
final class CommandRecord {

  static final String ID = "op-1";

  private final Map<String, byte @Nullable []> headers = new LinkedHashMap<>();
  private byte @Nullable [] key = bytes(ID);
  private byte @Nullable [] value = bytes(Topics.backup("Default Domain Policy"));

  private CommandRecord() {}

  static CommandRecord start() {
    return new CommandRecord()
        .header("ce_specversion", "1.0")
        .header("ce_id", "command-1")
        .header("ce_source", "/tests")
        .header("ce_type", CommandDecoder.START)
        .header("ce_subject", ID)
        .header("content-type", "application/json");
  }

  static CommandRecord cancel() {
    return start()
        .header("ce_type", CommandDecoder.CANCEL)
        .value("{\"reason\":\"withdrawn\",\"requestedBy\":\"jane\"}");
  }

  /** A record as it is sent. */
  static CommandRecord of(ProducerRecord<byte[], byte[]> sent) {
    CommandRecord record = new CommandRecord();
    sent.headers().forEach(header -> record.headers.put(header.key(), header.value()));
    record.key = sent.key();
    record.value = sent.value();
    return record;
  }

  /** The same in structured mode; the event is spoiled by giving other JSON. */
  static CommandRecord structured(String event) {
    return new CommandRecord()
        .header("content-type", "application/cloudevents+json; charset=UTF-8")
        .value(event);
  }

  /** A structured start with further attributes, as JSON members that end with a comma. */
  static CommandRecord structuredStart(String more) {
    return structured(
        """
        {"specversion":"1.0","id":"command-1","source":"/tests","subject":"op-1",%s
         "type":"io.gpmcworker.operation.start","datacontenttype":"application/json","data":%s}
        """
            .formatted(more, Topics.backup("Default Domain Policy")));
  }

  CommandRecord header(String name, String text) {
    return header(name, bytes(text));
  }

  CommandRecord header(String name, byte @Nullable [] bytes) {
    headers.put(name, bytes);
    return this;
  }

  CommandRecord without(String header) {
    headers.remove(header);
    return this;
  }

  CommandRecord key(@Nullable String text) {
    key = text == null ? null : bytes(text);
    return this;
  }

  CommandRecord value(String text) {
    return value(bytes(text));
  }

  CommandRecord value(byte @Nullable [] bytes) {
    value = bytes;
    return this;
  }

  /** What the worker reads it as. */
  Decoded read() {
    return new RecordReader(
            new CommandDecoder(
                new Domains(Map.of("corp", new ScriptedDriver())),
                new Requests(new ObjectMapper()),
                () -> Optional.of(Path.of("reports"))),
            new SmallCommands())
        .read(record());
  }

  private ConsumerRecord<byte[], byte[]> record() {
    RecordHeaders kafkaHeaders = new RecordHeaders();
    headers.forEach(kafkaHeaders::add);
    return new ConsumerRecord<>(
        "gpmc.commands",
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        kafkaHeaders,
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class SmallCommands implements CommandConfig {
    @Override
    public int maxPayloadBytes() {
      return 8_192;
    }

    @Override
    public int maxHeaderBytes() {
      return 2_048;
    }
  }
}
