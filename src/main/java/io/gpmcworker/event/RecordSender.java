package io.gpmcworker.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends rows of the outbox as Kafka records. */
@ApplicationScoped
class RecordSender {

  private static final TypeReference<List<DeadLetter.Header>> HEADERS = new TypeReference<>() {};

  private final Producer<byte[], byte[]> producer;
  private final ObjectMapper json;

  RecordSender(@Identifier("default-kafka-broker") Map<String, Object> broker, ObjectMapper json) {
    this.producer = new KafkaProducer<>(configuration(broker));
    this.json = json;
  }

  private static Map<String, Object> configuration(Map<String, Object> broker) {
    Map<String, Object> configuration = new HashMap<>(broker);
    configuration.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    configuration.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    configuration.put(ProducerConfig.ACKS_CONFIG, "all");
    configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // A whole batch of rows is handed over at once; waiting for more would only delay it.
    configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    // Giving up on a record could let a later one of the same key overtake it.
    configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    return configuration;
  }

  Future<RecordMetadata> send(
      String topic, byte @Nullable [] key, String headers, byte @Nullable [] value) {
    return producer.send(new ProducerRecord<>(topic, null, key, value, read(headers)));
  }

  private List<Header> read(String headers) {
    try {
      return json.readValue(headers, HEADERS).stream()
          .<Header>map(header -> new RecordHeader(header.name(), header.value()))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the outbox holds headers that it did not write", e);
    }
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(5));
  }
}
