package io.gpmcworker.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.contract.RecordContract;
import io.gpmcworker.replicas.history.SeenEvent;
import io.gpmcworker.replicas.history.SentCommand;
import io.gpmcworker.testing.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends commands, hears events, and keeps all of both. */
final class Recorder implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLOUD_EVENTS = "ce_";

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<SentCommand> commands = Collections.synchronizedList(new ArrayList<>());
  private final List<SeenEvent> events = new ArrayList<>();
  private final Set<String> unended = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final RecordContract contract = new RecordContract();
  private final Thread reader;
  private volatile boolean closing;
  private volatile boolean atEnd;

  Recorder(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.EVENTS).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    reader = Thread.ofPlatform().daemon().name("recorder").start(this::read);
  }

  /**
   * Sends the start of an operation.
   *
   * @param more further headers
   * @return the command's id
   */
  String start(String operationId, String data, Map<String, String> more) {
    String id = UUID.randomUUID().toString();
    unended.add(operationId);
    send("start", id, operationId, data, more);
    return id;
  }

  /** Sends a cancel, and returns the command's id. */
  String cancel(String operationId) {
    String id = UUID.randomUUID().toString();
    send("cancel", id, operationId, "{\"requestedBy\":\"jane\"}", Map.of());
    return id;
  }

  /** Sends a command, which may have been sent before. */
  void send(String type, String id, String operationId, String data, Map<String, String> more) {
    if (!answered.contains(id)) {
      unanswered.add(id);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", id);
    headers.put("ce_source", "/tests");
    headers.put("ce_type", "io.gpmcworker.operation." + type);
    headers.put("ce_subject", operationId);
    headers.put("content-type", "application/json");
    headers.putAll(more);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(Topics.COMMANDS, utf8(operationId), utf8(data));
    headers.forEach((name, value) -> record.headers().add(new RecordHeader(name, utf8(value))));
    Instant now = Instant.now();
    var _ =
        producer.send(
            record,
            (place, failure) ->
                commands.add(
                    new SentCommand(
                        now,
                        type,
                        id,
                        operationId,
                        failure == null ? place.partition() : -1,
                        failure == null ? place.offset() : -1,
                        json(utf8(data)))));
  }

  /** How many started operations have not ended as far as is known here. */
  int unended() {
    return unended.size();
  }

  /** Whether every operation has ended and every command is answered. */
  boolean isQuiet() {
    return unended.isEmpty() && unanswered.isEmpty();
  }

  /** What is waited for. */
  String waitsFor() {
    return "no end of %s, no answer to %s".formatted(unended, unanswered);
  }

  /**
   * Waits until all that was sent has a place or has failed, and all that was published is here.
   */
  void settle() throws InterruptedException {
    producer.flush();
    atEnd = false;
    while (!atEnd) {
      Thread.sleep(50);
    }
  }

  List<SentCommand> commands() {
    synchronized (commands) {
      return List.copyOf(commands);
    }
  }

  /** All events so far, in the order of each partition. */
  List<SeenEvent> events() {
    contract.check();
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  private void read() {
    while (!closing) {
      boolean nothing = true;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        nothing = false;
        hear(record);
      }
      if (nothing && !atEnd) {
        atEnd =
            consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
      }
    }
    consumer.close();
  }

  private void hear(ConsumerRecord<byte[], byte[]> record) {
    contract.sawEvent(record);
    Map<String, String> attributes = new LinkedHashMap<>();
    record
        .headers()
        .forEach(it -> {
          if (it.key().startsWith(CLOUD_EVENTS)) {
            attributes.put(it.key().substring(CLOUD_EVENTS.length()), text(it.value()));
          }
        });
    SeenEvent event =
        new SeenEvent(
            Instant.now(),
            record.partition(),
            record.offset(),
            record.key() == null ? "" : text(record.key()),
            attributes,
            json(record.value()));
    synchronized (events) {
      events.add(event);
    }
    if (event.isAnswer()) {
      answered.add(event.cause());
      unanswered.remove(event.cause());
    }
    if (event.isEnd() || event.type().equals("command.rejected")) {
      unended.remove(event.operationId());
    }
  }

  private static JsonNode json(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new IllegalStateException("what is on the topic is no JSON", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closing = true;
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close(Duration.ofSeconds(5));
    contract.check();
  }
}
