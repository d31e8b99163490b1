package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Topics and users of Kafka as resources of Strimzi. */
class ChartStrimziTest {

  @Test
  void onlyTheRightClientsMayWriteCommands() {
    Chart chart = Chart.of(Chart.PRODUCTION);

    assertThat(chart.ofKind("KafkaTopic"))
        .extracting(it -> it.at("/metadata/name").textValue())
        .containsExactly("gpmc.commands", "gpmc.events", "gpmc.commands.dead-letter");
    assertThat(
            chart.ofKind("KafkaUser").stream()
                .filter(it -> may(it, "gpmc.commands", "Write"))
                .map(it -> it.at("/metadata/name").textValue()))
        .containsExactly("corp-gpmc-worker", "corp-gpmc-worker-tickets");
    assertThat(chart.ofKind("KafkaUser"))
        .filteredOn(it -> may(it, "gpmc.events", "Write"))
        .extracting(it -> it.at("/metadata/name").textValue())
        .containsExactly("corp-gpmc-worker");
    assertThat(chart.ofKind("KafkaUser"))
        .allSatisfy(it -> assertThat(it.toString()).doesNotContain("All", "\"*\""));
  }

  @Test
  void aTopicKeepsItsNameWhereKubernetesAllowsNoSuchName() {
    JsonNode topic =
        Chart.of(Chart.PRODUCTION, "kafka.topics.commands", "GPO_Commands.v1")
            .ofKind("KafkaTopic")
            .getFirst();

    assertThat(topic.get("apiVersion").textValue()).isEqualTo("kafka.strimzi.io/v1");
    assertThat(topic.at("/metadata/name").textValue()).isEqualTo("gpo-commands.v1");
    assertThat(topic.at("/spec/topicName").textValue()).isEqualTo("GPO_Commands.v1");
  }

  private static boolean may(JsonNode user, String topic, String operation) {
    return StreamSupport.stream(user.at("/spec/authorization/acls").spliterator(), false)
        .filter(it -> it.at("/resource/name").textValue().equals(topic))
        .flatMap(it -> StreamSupport.stream(it.get("operations").spliterator(), false))
        .anyMatch(it -> it.textValue().equals(operation));
  }
}
