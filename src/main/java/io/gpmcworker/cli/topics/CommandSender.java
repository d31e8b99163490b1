package io.gpmcworker.cli.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts commands on the topic: CloudEvents in binary mode, keyed by the operation's id. */
public final class CommandSender implements AutoCloseable {
  private static final String SOURCE = "urn:gpmc-worker:cli";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String topic;
  private final KafkaProducer<String, byte[]> producer;

  /** A sender that does not wait to fill a batch: every command goes out at once. */
  public CommandSender(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /**
   * A command that is on its way.
   *
   * @param id of the command; answers name it as their {@code causationid}
   * @param acknowledged when the broker has it
   */
  public record Sent(String id, Future<RecordMetadata> acknowledged) {}

  /** Asks for an operation. */
  public Sent start(OperationRequest request) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("operation", request.operation());
    data.put("domain", request.domain());
    data.put("parameters", request.parameters());
    data.put("requestedBy", request.requestedBy());
    return send("io.gpmcworker.operation.start", request.id(), request.ticket(), data);
  }

  /** Asks for the end of an operation. */
  public Sent cancel(String operationId, String reason, String requestedBy) {
    return send(
        "io.gpmcworker.operation.cancel",
        operationId,
        Optional.empty(),
        Map.of("reason", reason, "requestedBy", requestedBy));
  }

  /** Waits until everything is at the broker. */
  @Override
  public void close() {
    producer.close();
  }

  /** The binary mode of the CloudEvents Kafka protocol binding: attributes as headers. */
  private Sent send(
      String type, String operationId, Optional<String> ticket, Map<String, Object> data) {
    String id = UUID.randomUUID().toString();
    ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, operationId, json(data));
    header(message, "ce_specversion", "1.0");
    header(message, "ce_id", id);
    header(message, "ce_source", SOURCE);
    header(message, "ce_type", type);
    header(message, "ce_subject", operationId);
    header(message, "ce_time", Instant.now().toString());
    header(message, "content-type", "application/json");
    ticket.ifPresent(it -> header(message, "ce_correlationid", it));
    Future<RecordMetadata> sent = producer.send(message);
    return new Sent(id, sent);
  }

  private static void header(ProducerRecord<?, ?> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] json(Map<String, Object> data) {
    try {
      return JSON.writeValueAsString(data).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not to be written as JSON: " + data, e);
    }
  }
}
