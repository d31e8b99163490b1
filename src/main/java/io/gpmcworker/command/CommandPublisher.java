package io.gpmcworker.command;

import io.gpmcworker.event.DeadLetter;
import io.gpmcworker.event.EventData.Problem;
import io.gpmcworker.event.EventTopics;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.OperationId;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts commands on the command topic for those who do not speak Kafka. A command is read here as
 * the consumer will read it, so that who sends a bad one learns it at once.
 */
@ApplicationScoped
public class CommandPublisher {

  /** How long a broker may take before who asked is told that it does not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RecordReader reader;
  private final EventTopics topics;
  private final Producer<byte[], byte[]> producer;

  CommandPublisher(
      RecordReader reader,
      EventTopics topics,
      @Identifier("default-kafka-broker") Map<String, Object> broker) {
    this.reader = reader;
    this.topics = topics;
    this.producer = new KafkaProducer<>(configuration(broker));
  }

  private static Map<String, Object> configuration(Map<String, Object> broker) {
    Map<String, Object> configuration = new HashMap<>(broker);
    configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    configuration.put(ProducerConfig.ACKS_CONFIG, "all");
    configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    int patience = Math.toIntExact(PATIENCE.toMillis());
    configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    return configuration;
  }

  /**
   * What to send.
   *
   * @param source CloudEvents {@code source}; with {@code id} it names the command
   * @param data the JSON payload
   */
  public record Draft(
      Kind kind,
      OperationId operationId,
      String source,
      String id,
      Optional<String> correlationId,
      Optional<String> traceparent,
      Optional<Instant> expiryTime,
      String data) {}

  /** The commands that there are. */
  public enum Kind {
    START(CommandDecoder.START),
    CANCEL(CommandDecoder.CANCEL);

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** The CloudEvents {@code type}. */
    public String type() {
      return type;
    }
  }

  /** What a draft was read as. */
  public sealed interface Read {

    /** A command; it can be sent. */
    record Fine(Command command) implements Read {}

    /** The consumer would refuse it, for this reason. */
    record Refused(Problem problem) implements Read {}
  }

  /** Reads a draft as the consumer will. Nothing is sent. */
  public Read read(Draft draft) {
    ProducerRecord<byte[], byte[]> record = record(draft);
    Decoded decoded =
        reader.read(
            new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
    return switch (decoded) {
      case Decoded.Valid(Command command) -> new Read.Fine(command);
      case Decoded.Invalid invalid -> new Read.Refused(invalid.problem());
    };
  }

  /** How a start is refused whose id is taken by an operation with other content. */
  public static Problem conflict(OperationId id) {
    return RefusedException.conflict(id).problem();
  }

  /**
   * Sends a draft; when this returns, all replicas of the broker have it.
   *
   * @throws IOException if the broker does not take it in time; it may have it nevertheless
   */
  public void send(Draft draft) throws IOException {
    send(record(draft));
  }

  /**
   * Sends a dead letter once more, as it came.
   *
   * @throws IOException if the broker does not take it in time
   */
  public void replay(DeadLetter letter) throws IOException {
    List<Header> headers =
        letter.headers().stream()
            .<Header>map(header -> new RecordHeader(header.name(), header.value()))
            .toList();
    send(
        new ProducerRecord<>(
            topics.commands(),
            null,
            letter.key().orElse(null),
            letter.value().orElse(null),
            headers));
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws IOException {
    try {
      producer.send(record).get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new IOException("The broker did not take the command: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Ended while the command was sent.", e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Draft draft) {
    List<Header> headers = new ArrayList<>();
    headers.add(header("ce_specversion", "1.0"));
    headers.add(header("ce_id", draft.id()));
    headers.add(header("ce_source", draft.source()));
    headers.add(header("ce_type", draft.kind().type()));
    headers.add(header("ce_subject", draft.operationId().value()));
    headers.add(header("ce_time", Instant.now().toString()));
    headers.add(header("content-type", "application/json"));
    draft.correlationId().ifPresent(it -> headers.add(header("ce_correlationid", it)));
    draft.traceparent().ifPresent(it -> headers.add(header("ce_traceparent", it)));
    draft.expiryTime().ifPresent(it -> headers.add(header("ce_expirytime", it.toString())));
    return new ProducerRecord<>(
        topics.commands(),
        null,
        utf8(draft.operationId().value()),
        draft.data().getBytes(StandardCharsets.UTF_8),
        new RecordHeaders(headers));
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
