package io.gpmcworker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.gpmcworker.contract.RecordContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The topics, as a ticketing system sees them: commands go in, events come out. */
public final class Topics implements AutoCloseable {

  public static final String COMMANDS = "gpmc.commands";
  public static final String EVENTS = "gpmc.events";
  public static final String DEAD_LETTERS = "gpmc.commands.dead-letter";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static {
    // A busy build machine is slow, and that is no failure.
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
  private final List<ConsumerRecord<byte[], byte[]>> deadLetters = new CopyOnWriteArrayList<>();
  private final RecordContract contract = new RecordContract();
  private final Thread reader;
  private volatile boolean closing;

  /** Reads all that has ever been published, and what comes. */
  public Topics(String bootstrapServers) {
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
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(EVENTS, DEAD_LETTERS)) {
      consumer
          .partitionsFor(topic)
          .forEach(it -> partitions.add(new TopicPartition(topic, it.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    reader = Thread.ofPlatform().daemon().name("topics-reader").start(this::read);
  }

  private void read() {
    while (!closing) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        if (record.topic().equals(DEAD_LETTERS)) {
          contract.sawDeadLetter(record);
          deadLetters.add(record);
        } else {
          contract.sawEvent(record);
          events.add(
              new ReceivedEvent(
                  Optional.ofNullable(record.key()).map(Topics::text),
                  KafkaMessageFactory.createReader(record.headers(), record.value()).toEvent()));
        }
      }
    }
    consumer.close();
  }

  /** Sends {@code operation.start}. */
  public String start(String operationId, String data) {
    return command("io.gpmcworker.operation.start", operationId, data, Map.of());
  }

  /** Starts a backup of a GPO. */
  public String startBackup(String operationId, String gpo) {
    return start(operationId, backup(gpo));
  }

  /** The payload that starts a backup of a GPO. */
  public static String backup(String gpo) {
    return """
    {"operation":"backup-gpo","domain":"corp","parameters":{"gpo":"%s","backupStore":"default"},"requestedBy":"svc-tickets"}
    """
        .formatted(gpo);
  }

  /** Sends {@code operation.cancel}. */
  public String cancel(String operationId) {
    return command(
        "io.gpmcworker.operation.cancel",
        operationId,
        "{\"reason\":\"change withdrawn\",\"requestedBy\":\"jane\"}",
        Map.of());
  }

  /**
   * Sends a command in binary mode.
   *
   * @param more further headers, or others in place of the usual ones
   * @return the command's id
   */
  public String command(String type, String operationId, String data, Map<String, String> more) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", UUID.randomUUID().toString());
    headers.put("ce_source", "/tests");
    headers.put("ce_type", type);
    headers.put("ce_subject", operationId);
    headers.put("content-type", "application/json");
    headers.putAll(more);
    send(operationId, headers, data.getBytes(StandardCharsets.UTF_8));
    return Optional.ofNullable(headers.get("ce_id")).orElse("");
  }

  /** Sends a record and waits until the broker has it. */
  public void send(@Nullable String key, Map<String, String> headers, byte @Nullable [] value) {
    List<Header> kafkaHeaders = new ArrayList<>();
    headers.forEach((name, it) -> kafkaHeaders.add(new RecordHeader(name, bytes(it))));
    send(
        new ProducerRecord<>(COMMANDS, null, key == null ? null : bytes(key), value, kafkaHeaders));
  }

  /** Sends a record and waits until the broker has it. */
  public void send(ProducerRecord<byte[], byte[]> record) {
    sendAll(List.of(record));
  }

  /**
   * Sends records without waiting in between, so that they come in batches.
   *
   * @return where each of them is
   */
  public List<RecordMetadata> sendAll(List<ProducerRecord<byte[], byte[]>> records) {
    List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
    try {
      List<RecordMetadata> places = new ArrayList<>();
      for (Future<RecordMetadata> each : sent) {
        places.add(each.get());
      }
      return places;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The events about an operation so far, as they came; each id once. */
  public List<ReceivedEvent> of(String operationId) {
    contract.check();
    Map<String, ReceivedEvent> byId = new LinkedHashMap<>();
    for (ReceivedEvent event : events) {
      if (event.subject().equals(operationId)) {
        byId.putIfAbsent(event.id(), event);
      }
    }
    return List.copyOf(byId.values());
  }

  /** Every event so far, repetitions among them. */
  public List<ReceivedEvent> all() {
    contract.check();
    return List.copyOf(events);
  }

  /** Every dead letter so far. */
  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    contract.check();
    return List.copyOf(deadLetters);
  }

  /** Waits for an operation's end, and returns its events; checks that they are in order. */
  public List<ReceivedEvent> awaitEnd(String operationId) {
    awaitEvent(operationId, ReceivedEvent::isEnd);
    List<ReceivedEvent> all = of(operationId);
    assertInOrder(all);
    return all;
  }

  /** Waits for an event about an operation. */
  public ReceivedEvent awaitEvent(String operationId, String type) {
    return awaitEvent(operationId, event -> event.type().equals(type));
  }

  /** Waits for the answer to a command. */
  public ReceivedEvent awaitAnswer(String commandId) {
    return await("an answer to " + commandId)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                events.stream()
                    .filter(it -> it.isCancelAnswer() || it.type().equals("command.rejected"))
                    .filter(it -> it.extension("causationid").equals(commandId))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private ReceivedEvent awaitEvent(String operationId, Predicate<ReceivedEvent> wanted) {
    return await("an event about " + operationId)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> of(operationId).stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** Sequences run from 1 without gaps, in the order of arrival; nothing follows but answers. */
  public static void assertInOrder(List<ReceivedEvent> events) {
    List<Long> sequences =
        events.stream().map(ReceivedEvent::sequence).filter(it -> it > 0).toList();
    List<Long> expected = new ArrayList<>();
    for (long next = 1; next <= sequences.size(); next++) {
      expected.add(next);
    }
    assertThat(sequences).as("sequences of %s", events).isEqualTo(expected);
    assertThat(events.stream().filter(ReceivedEvent::isEnd)).as("ends").hasSizeLessThan(2);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
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
    producer.close();
    contract.check();
  }
}
