package io.gpmcworker.cli.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads the worker's events from the moment it is opened, in a thread of its own. */
public final class EventReader implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaConsumer<String, byte[]> consumer;
  private final Consumer<WorkerEvent> listener;
  private final Consumer<RuntimeException> failed;
  private final Thread thread;

  private EventReader(
      KafkaConsumer<String, byte[]> consumer,
      Consumer<WorkerEvent> listener,
      Consumer<RuntimeException> failed) {
    this.consumer = consumer;
    this.listener = listener;
    this.failed = failed;
    this.thread = Thread.ofPlatform().daemon().name("events").unstarted(this::read);
  }

  /**
   * Opens the topic at its end: what comes after this call returns is read.
   *
   * @param listener called in the reader's thread, in the order of each operation's events
   * @param failed called when no event can be read any more
   */
  public static EventReader open(
      String bootstrapServers,
      String topic,
      Consumer<WorkerEvent> listener,
      Consumer<RuntimeException> failed) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // Seeking is lazy: this makes it happen now.
    EventReader reader = new EventReader(consumer, listener, failed);
    reader.thread.start();
    return reader;
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
          listener.accept(event(message));
        }
      }
    } catch (WakeupException e) {
      // Closed.
    } catch (RuntimeException e) {
      failed.accept(e);
    }
  }

  /** The worker writes the binary mode: attributes as headers, the payload as the value. */
  private static WorkerEvent event(ConsumerRecord<String, byte[]> message) {
    String type = header(message, "ce_type").orElse("");
    return new WorkerEvent(
        type.startsWith(WorkerEvent.PREFIX) ? type.substring(WorkerEvent.PREFIX.length()) : type,
        header(message, "ce_subject").orElse(""),
        header(message, "ce_causationid"),
        header(message, "ce_time")
            .map(Instant::parse)
            .orElseGet(() -> Instant.ofEpochMilli(message.timestamp())),
        System.nanoTime(),
        payload(message.value()));
  }

  private static Optional<String> header(ConsumerRecord<?, ?> message, String name) {
    return Optional.ofNullable(message.headers().lastHeader(name))
        .map(it -> new String(it.value(), StandardCharsets.UTF_8));
  }

  private static JsonNode payload(byte @Nullable [] value) {
    try {
      return value == null ? MissingNode.getInstance() : JSON.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException("An event's payload is no JSON", e);
    }
  }
}
