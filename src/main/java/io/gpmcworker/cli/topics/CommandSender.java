package io.gpmcworker.cli.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts commands on the topic: CloudEvents in binary mode, keyed by the operation's id. */
public final class CommandSender implements AutoCloseable {
  private static final URI SOURCE = URI.create("urn:gpmc-worker:cli");
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
  public record Sent(String id, CompletableFuture<Void> acknowledged) {}

  /** Asks for an operation. */
  public Sent start(OperationRequest request) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("operation", request.operation());
    data.put("domain", request.domain());
    data.put("parameters", request.parameters());
    data.put("requestedBy", request.requestedBy());
    CloudEventBuilder event = event("io.gpmcworker.operation.start", request.id(), data);
    request.ticket().ifPresent(ticket -> event.withExtension("correlationid", ticket));
    return send(event.build());
  }

  /** Asks for the end of an operation. */
  public Sent cancel(String operationId, String reason, String requestedBy) {
    return send(
        event(
                "io.gpmcworker.operation.cancel",
                operationId,
                Map.of("reason", reason, "requestedBy", requestedBy))
            .build());
  }

  /** Waits until everything is at the broker. */
  @Override
  public void close() {
    producer.close();
  }

  private static CloudEventBuilder event(
      String type, String operationId, Map<String, Object> data) {
    return CloudEventBuilder.v1()
        .withId(UUID.randomUUID().toString())
        .withSource(SOURCE)
        .withType(type)
        .withSubject(operationId)
        .withTime(OffsetDateTime.now(ZoneOffset.UTC))
        .withData("application/json", json(data));
  }

  private Sent send(CloudEvent event) {
    ProducerRecord<String, byte[]> message =
        KafkaMessageFactory.createWriter(topic, event.getSubject()).writeBinary(event);
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    producer.send(
        message,
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.complete(null);
          } else {
            acknowledged.completeExceptionally(failure);
          }
        });
    return new Sent(event.getId(), acknowledged);
  }

  private static byte[] json(Map<String, Object> data) {
    try {
      return JSON.writeValueAsString(data).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not to be written as JSON: " + data, e);
    }
  }
}
