package io.gpmcworker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver.Play;
import io.gpmcworker.testing.Topics;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

/** Starts that come again, come otherwise, or come too late. */
@QuarkusTest
class RedeliveryTest extends WorkerTest {

  private ProducerRecord<byte[], byte[]> start(String payload) {
    List<Header> headers =
        List.of(
            header("ce_specversion", "1.0"),
            header("ce_id", "start-of-" + id),
            header("ce_source", "/tests"),
            header("ce_type", CommandDecoder.START),
            header("ce_subject", id),
            header("content-type", "application/json"));
    return new ProducerRecord<>(Topics.COMMANDS, null, utf8(id), utf8(payload), headers);
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Its answer comes after all that was sent before it, since all have one key. */
  private List<String> typesOnceAllIsRead() {
    topics.awaitAnswer(topics.cancel(id));
    return topics.of(id).stream().map(ReceivedEvent::type).toList();
  }

  @Test
  void aStartThatComesAgainInTheSameBatchRunsOnce() {
    topics.sendAll(Collections.nCopies(20, start(Topics.backup(id))));
    topics.awaitEnd(id);

    assertThat(typesOnceAllIsRead())
        .containsExactly(
            "operation.accepted",
            "operation.started",
            "operation.progressed",
            "operation.succeeded",
            "cancel.too-late");
    assertThat(driver.calls(id)).isEqualTo(1);
  }

  @Test
  void aStartThatComesAgainAtAnyTimeRunsOnce() throws InterruptedException {
    Play play = driver.play(id);
    ProducerRecord<byte[], byte[]> start = start(Topics.backup(id));
    topics.send(start);
    play.awaitCall();
    topics.send(start);
    play.succeed();
    topics.awaitEnd(id);
    topics.send(start);
    topics.send(start);

    assertThat(typesOnceAllIsRead())
        .containsExactly(
            "operation.accepted", "operation.started", "operation.succeeded", "cancel.too-late");
    assertThat(driver.calls(id)).isEqualTo(1);
  }

  @Test
  void theSameStartSpelledDifferentlyOrUnderAnotherCommandIdIsTheSameStart() {
    topics.startBackup(id, id);
    topics.start(
        id,
        """
        { "requestedBy" : "svc-tickets", "parameters":
          {"backupStore":"\\u0064efault",   "gpo":"%s"}, "domain":"corp",
          "operation":"backup-gpo"}
        """
            .formatted(id));
    topics.awaitEnd(id);

    assertThat(typesOnceAllIsRead()).doesNotContain("command.rejected");
    assertThat(driver.calls(id)).isEqualTo(1);
  }

  @Test
  void theSameIdWithOtherContentIsAConflictAndTheOperationIsUntouched()
      throws InterruptedException {
    Play play = driver.play(id);
    topics.startBackup(id, id);
    play.awaitCall();

    ReceivedEvent answer = topics.awaitAnswer(topics.startBackup(id, "another GPO"));

    assertThat(answer.type()).isEqualTo("command.rejected");
    assertThat(answer.data().at("/error/type").textValue()).endsWith(":conflict");
    assertThat(answer.data().at("/error/detail").textValue()).contains(id, "choose a new id");
    assertThat(answer.sequence()).isZero();
    play.succeed();
    assertThat(topics.awaitEnd(id).getLast().type()).isEqualTo("operation.succeeded");
    assertThat(driver.calls(id)).isEqualTo(1);
    assertThat(topics.deadLetters().stream().filter(it -> Arrays.equals(it.key(), utf8(id))))
        .hasSize(1);
  }

  @Test
  void aConflictWithinOneBatchRejectsTheLaterOne() {
    topics.sendAll(
        List.of(start(Topics.backup(id)), start(Topics.backup("B")), start(Topics.backup(id))));
    topics.awaitEnd(id);

    assertThat(typesOnceAllIsRead().stream().filter("command.rejected"::equals)).hasSize(1);
    assertThat(topics.of(id).getFirst().data().at("/parameters/gpo").textValue()).isEqualTo(id);
    assertThat(driver.calls(id)).isEqualTo(1);
  }

  @Test
  void aStartThatArrivesStaleEndsUnrun() {
    topics.command(
        CommandDecoder.START,
        id,
        Topics.backup(id),
        Map.of("ce_expirytime", Instant.now().minusSeconds(1).toString()));

    assertExpired();
    assertThat(typesOnceAllIsRead())
        .containsExactly("operation.accepted", "operation.cancelled", "cancel.accepted");
  }

  @Test
  void aStartThatGoesStaleWhileItWaitsEndsUnrun() throws InterruptedException {
    Play busy = driver.play(id);
    topics.startBackup(id + "-holder", id);
    busy.awaitCall();
    topics.command(
        CommandDecoder.START,
        id,
        Topics.backup(id),
        Map.of("ce_expirytime", Instant.now().plusSeconds(1).toString()));
    assertThat(topics.awaitEvent(id, "operation.accepted").data().has("expiresAt")).isTrue();

    assertExpired();
    busy.succeed();
    topics.awaitEnd(id + "-holder");
    assertThat(driver.calls(id)).isZero();
  }

  @Test
  void aStartInItsTimeRuns() {
    topics.command(
        CommandDecoder.START,
        id,
        Topics.backup(id),
        Map.of("ce_expirytime", Instant.now().plusSeconds(3_600).toString()));
    assertThat(topics.awaitEnd(id).getLast().type()).isEqualTo("operation.succeeded");
  }

  private void assertExpired() {
    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.cancelled");
    assertThat(end.data().get("state").textValue()).isEqualTo("CANCELLED");
    assertThat(end.data().get("reason").textValue()).isEqualTo("EXPIRED");
    assertThat(end.data().get("cancelRequested").booleanValue()).isFalse();
    assertThat(end.data().has("startedAt")).isFalse();
    assertThat(driver.calls(id)).isZero();
  }
}
