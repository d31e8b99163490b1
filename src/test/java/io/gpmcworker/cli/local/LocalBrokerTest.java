package io.gpmcworker.cli.local;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {
  private final Installation installation = Installation.current();

  @TempDir Path folder;

  @Test
  void aRecordIsThereAfterAKillAndARestartAtTheSameAddress() throws Exception {
    try (DataFolder data = DataFolder.open(folder);
        LocalBroker broker = LocalBroker.start(installation, data, 0)) {
      createTopic(broker);
      send(broker, "before the kill");
      String address = broker.bootstrapServers();

      broker.kill();

      assertThat(Ports.answers(port(broker))).isFalse();
      broker.restart();
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(read(broker)).containsExactly("before the kill");
    }
  }

  @Test
  void aRecordIsThereForTheNextRunOnTheSameFolder() throws Exception {
    try (DataFolder data = DataFolder.open(folder)) {
      try (LocalBroker broker = LocalBroker.start(installation, data, 0)) {
        createTopic(broker);
        send(broker, "from the first run");
      }
      try (LocalBroker broker = LocalBroker.start(installation, data, 0)) {
        assertThat(read(broker)).containsExactly("from the first run");
      }
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        DataFolder data = DataFolder.open(folder)) {
      assertThatThrownBy(() -> LocalBroker.start(installation, data, other.getLocalPort()).close())
          .isInstanceOf(SurroundingsException.class)
          .hasMessageContaining("Port " + other.getLocalPort())
          .hasMessageContaining("Kafka");
    }
  }

  @Test
  void aProjectThatIsNotBuiltIsNamed() {
    Installation notBuilt = new Installation(folder.resolve("project"));
    try (DataFolder data = DataFolder.open(folder.resolve("data"))) {
      assertThatThrownBy(() -> LocalBroker.start(notBuilt, data, 0).close())
          .isInstanceOf(SurroundingsException.class)
          .hasMessageContaining("broker.classpath is missing: build the project");
    }
  }

  private static int port(Broker broker) {
    return Integer.parseInt(broker.bootstrapServers().split(":")[1]);
  }

  private static void createTopic(Broker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get(30, SECONDS);
    }
  }

  private static void send(Broker broker, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("kept", "key", value)).get(30, SECONDS);
    }
  }

  private static List<String> read(Broker broker) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("kept", 0)));
      List<String> values = List.of();
      for (int attempt = 0; values.isEmpty() && attempt < 60; attempt++) {
        values =
            consumer.poll(Duration.ofMillis(500)).records(new TopicPartition("kept", 0)).stream()
                .map(ConsumerRecord::value)
                .toList();
      }
      return values;
    }
  }
}
