package io.gpmcworker.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver.Play;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Who may run beside whom, and in which order. */
@QuarkusTest
class QueueTest extends WorkerTest {

  /** Longer than a look at the queue takes to come by itself. */
  private static final Duration A_WHILE = Duration.ofMillis(1_500);

  @Inject Queue queue;

  @ConfigProperty(name = "gpmc.worker.capacity", defaultValue = "16")
  int capacity;

  /** An operation's time from its start to its end, as its events tell. */
  private record Span(String operationId, Instant from, Instant to) {}

  private Span span(String operationId) {
    List<ReceivedEvent> events = topics.awaitEnd(operationId);
    ReceivedEvent started =
        events.stream()
            .filter(it -> it.type().equals("operation.started"))
            .findFirst()
            .orElseThrow();
    return new Span(operationId, started.time(), events.getLast().time());
  }

  private void startWholeDomain(String operationId) {
    topics.start(
        operationId,
        "{\"operation\":\"backup-all-gpos\",\"domain\":\"corp\",\"parameters\":{\"backupStore\":\"default\"}}");
    topics.awaitEvent(operationId, "operation.accepted");
  }

  /** In order of acceptance: the next one is sent when this one is accepted. */
  private void startBackup(String operationId, String gpo) {
    topics.startBackup(operationId, gpo);
    topics.awaitEvent(operationId, "operation.accepted");
  }

  private void assertNotCalledForAWhile(String... operationIds) {
    await()
        .during(A_WHILE)
        .atMost(A_WHILE.multipliedBy(2))
        .until(() -> List.of(operationIds).stream().allMatch(it -> driver.calls(it) == 0));
  }

  @Test
  void operationsOnOneTargetGoOneAfterTheOtherInOrderOfAcceptance() throws InterruptedException {
    Play play = driver.play(id);
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      ids.add(id + "-" + n);
      startBackup(ids.getLast(), id);
    }
    play.awaitCall();
    assertNotCalledForAWhile(ids.subList(1, ids.size()).toArray(String[]::new));

    play.succeed();

    List<Span> spans = ids.stream().map(this::span).toList();
    for (int n = 1; n < spans.size(); n++) {
      assertThat(spans.get(n).from()).isAfterOrEqualTo(spans.get(n - 1).to());
    }
  }

  /** What a driver may take away of an operation hangs on it. */
  @Test
  void anOperationIsOverWhenItsEndIsCertain() throws InterruptedException {
    assertThat(queue.isOver(id)).as("never heard of").isFalse();
    Play play = driver.play(id);
    startBackup(id, id);
    play.awaitCall();
    assertThat(queue.isOver(id)).as("running").isFalse();
    play.succeed();
    topics.awaitEnd(id);
    assertThat(queue.isOver(id)).as("succeeded").isTrue();

    String unknown = id + "-unknown";
    Play halfway = driver.play(unknown);
    startBackup(unknown, unknown);
    halfway.awaitCall();
    halfway.end(GpmcResult.failedHalfway(HResult.E_FAIL, "half done", List.of()));
    assertThat(topics.awaitEnd(unknown).getLast().type()).isEqualTo("operation.outcome-unknown");
    assertThat(queue.isOver(unknown)).as("half done").isFalse();
  }

  @Test
  void oneTargetIsOneTargetHoweverItsNameIsWritten() throws InterruptedException {
    Play play = driver.play(id);
    startBackup(id + "-1", id);
    play.awaitCall();
    startBackup(id + "-2", id.toUpperCase(java.util.Locale.ROOT));

    assertNotCalledForAWhile(id + "-2");

    play.succeed();
    assertThat(span(id + "-2").from()).isAfterOrEqualTo(span(id + "-1").to());
  }

  @Test
  void anotherTargetDoesNotWait() throws InterruptedException {
    Play play = driver.play(id);
    startBackup(id + "-held", id);
    play.awaitCall();

    startBackup(id + "-other", id + "-other");

    assertThat(topics.awaitEnd(id + "-other").getLast().type()).isEqualTo("operation.succeeded");
    play.succeed();
    topics.awaitEnd(id + "-held");
  }

  @Test
  void aWholeDomainWaitsForAllBeforeItAndHoldsAllAfterIt() throws InterruptedException {
    Play before = driver.play(id + "-before");
    Play whole = driver.play("*");
    startBackup(id + "-1", id + "-before");
    before.awaitCall();
    startWholeDomain(id + "-2");
    startBackup(id + "-3", id + "-after");
    assertNotCalledForAWhile(id + "-2", id + "-3");

    before.succeed();
    whole.awaitCall();
    assertNotCalledForAWhile(id + "-3");
    whole.succeed();

    Span last = span(id + "-3");
    assertThat(last.from()).isAfterOrEqualTo(span(id + "-2").to());
    assertThat(span(id + "-2").from()).isAfterOrEqualTo(span(id + "-1").to());
  }

  @Test
  void aCancelledOperationMakesRoomForTheNext() throws InterruptedException {
    Play play = driver.play(id);
    startBackup(id + "-1", id);
    play.awaitCall();
    startBackup(id + "-2", id);
    startBackup(id + "-3", id);
    topics.awaitAnswer(topics.cancel(id + "-2"));
    topics.awaitAnswer(topics.cancel(id + "-1"));

    assertThat(topics.awaitEnd(id + "-1").getLast().type()).isEqualTo("operation.cancelled");
    topics.awaitEnd(id + "-3");
    assertThat(driver.calls(id + "-2")).isZero();
    assertThat(driver.calls(id + "-3")).isEqualTo(1);
  }

  @Test
  void asManyRunAsThereIsRoomForAndTheOthersFollow() {
    int more = 5;
    List<String> ids = new ArrayList<>();
    List<Play> plays = new ArrayList<>();
    for (int n = 0; n < capacity + more; n++) {
      ids.add(id + "-" + n);
      plays.add(driver.play(ids.getLast()));
      topics.startBackup(ids.getLast(), ids.getLast());
    }
    await().until(() -> called(ids) == capacity);
    await().during(A_WHILE).atMost(A_WHILE.multipliedBy(2)).until(() -> called(ids) == capacity);

    for (int n = 0; n < ids.size(); n++) {
      if (driver.calls(ids.get(n)) == 1) {
        plays.get(n).succeed();
        break;
      }
    }
    await().until(() -> called(ids) == capacity + 1);
    plays.forEach(Play::succeed);
    ids.forEach(topics::awaitEnd);
    assertThat(called(ids)).isEqualTo(capacity + more);
  }

  private long called(List<String> ids) {
    return ids.stream().mapToInt(driver::calls).sum();
  }

  @Test
  void aNameThatGrowsInLowerCaseDoesNotBlockTheQueue() {
    topics.startBackup(id + "-hostile", "İ".repeat(256));
    topics.startBackup(id, id);

    assertThat(topics.awaitEnd(id).getLast().type()).isEqualTo("operation.succeeded");
    topics.awaitEnd(id + "-hostile");
  }
}
