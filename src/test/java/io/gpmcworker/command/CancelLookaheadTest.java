package io.gpmcworker.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver.Play;
import io.gpmcworker.testing.Topics;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** A cancel does not wait behind a flood of starts that were sent before it. */
@QuarkusTest
class CancelLookaheadTest extends WorkerTest {

  private static final int FLOOD = 12_000;

  /** Already expired, so that taking them in is all that there is to do with them. */
  private void flood() {
    topics.sendAll(
        IntStream.range(0, FLOOD).mapToObj(n -> expiredBefore(id, id + "-flood-" + n)).toList());
  }

  private long accepted() {
    return topics.all().stream()
        .filter(it -> it.subject().startsWith(id + "-flood"))
        .filter(it -> it.type().equals("operation.accepted"))
        .count();
  }

  /** An expired start in the partition of another operation's commands. */
  private static ProducerRecord<byte[], byte[]> expiredBefore(String other, String operationId) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.COMMANDS,
            BuiltInPartitioner.partitionForKey(bytes(other), LocalServices.PARTITIONS),
            bytes(operationId),
            bytes(Topics.backup("any")));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", operationId,
            "ce_source", "/tests",
            "ce_type", CommandDecoder.START,
            "ce_subject", operationId,
            "ce_expirytime", "2020-01-01T00:00:00Z",
            "content-type", "application/json")
        .forEach((name, value) -> record.headers().add(name, bytes(value)));
    return record;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aCancelOvertakesAFloodAndIsAnsweredOnce() throws InterruptedException {
    Play play = driver.play(id);
    topics.startBackup(id, id);
    play.awaitCall();

    flood();
    String cancel = topics.cancel(id);
    topics.awaitAnswer(cancel);

    assertThat(accepted()).as("of the flood, when the cancel was answered").isLessThan(FLOOD);
    assertThat(topics.awaitEnd(id).getLast().type()).isEqualTo("operation.cancelled");
    await().atMost(Duration.ofMinutes(2)).until(() -> accepted() == FLOOD);
    List<ReceivedEvent> events = topics.of(id);
    assertThat(events.stream().filter(ReceivedEvent::isCancelAnswer)).hasSize(1);
    Topics.assertInOrder(events);
  }

  @Test
  void aCancelOvertakesItsOwnStartThatWaitsInTheFlood() throws InterruptedException {
    flood();
    topics.startBackup(id, id);
    String cancel = topics.cancel(id);
    ReceivedEvent answer = topics.awaitAnswer(cancel);

    assertThat(accepted()).as("of the flood, when the cancel was answered").isLessThan(FLOOD);
    assertThat(answer.type()).isEqualTo("cancel.accepted");
    assertThat(answer.data().path("pendingStart").asBoolean()).isTrue();
    List<ReceivedEvent> events = topics.awaitEnd(id);
    assertThat(events)
        .extracting(ReceivedEvent::type)
        .containsSubsequence("operation.accepted", "operation.cancelled")
        .doesNotContain("operation.started");
    await().atMost(Duration.ofMinutes(2)).until(() -> accepted() == FLOOD);
    assertThat(topics.of(id).stream().filter(ReceivedEvent::isCancelAnswer)).hasSize(1);
  }
}
