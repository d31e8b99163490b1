package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver.Play;
import io.gpmcworker.testing.Topics;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every row of the cancel table that one worker can bring about, from the topic to the topic. */
@QuarkusTest
class CancelTableTest extends WorkerTest {

  @Inject LiveRuns live;

  @AfterEach
  void disconnect() {
    assertThat(live.count()).as("live handles left behind").isZero();
  }

  private static List<String> types(List<ReceivedEvent> events) {
    return events.stream().map(ReceivedEvent::type).toList();
  }

  @Test
  void anIdNeverSeenIsKeptAndAStartThatComesLaterDoesNotRun() {
    String cancel = topics.cancel(id);
    ReceivedEvent answer = topics.awaitAnswer(cancel);
    assertThat(answer.type()).isEqualTo("cancel.accepted");
    assertThat(answer.data().get("pendingStart").booleanValue()).isTrue();
    assertThat(answer.sequence()).isZero();

    topics.startBackup(id, "any");

    List<ReceivedEvent> events = topics.awaitEnd(id);
    assertThat(types(events))
        .containsExactly("cancel.accepted", "operation.accepted", "operation.cancelled");
    assertThat(events.getLast().data().get("reason").textValue()).isEqualTo("REQUESTED");
    assertThat(events.getLast().data().at("/cancel/requestedBy").textValue()).isEqualTo("jane");
    assertThat(driver.calls(id)).isZero();
  }

  @Test
  void aQueuedOperationIsCancelledAtOnce() throws InterruptedException {
    Play first = driver.play("busy");
    String holder = id + "-holder";
    topics.startBackup(holder, "busy");
    first.awaitCall();
    topics.startBackup(id, "busy");
    topics.awaitEvent(id, "operation.accepted");

    ReceivedEvent answer = topics.awaitAnswer(topics.cancel(id));

    assertThat(answer.type()).isEqualTo("cancel.accepted");
    assertThat(answer.data().get("state").textValue()).isEqualTo("CANCELLED");
    assertThat(types(topics.awaitEnd(id)))
        .containsExactly("operation.accepted", "cancel.accepted", "operation.cancelled");
    assertThat(driver.calls(id)).isZero();
    first.succeed();
    topics.awaitEnd(holder);
  }

  @Test
  void aClaimedOperationWhoseCallIsBeingMadeIsCancelledTheMomentItsHandleIsThere()
      throws InterruptedException {
    Play play = driver.play(id).holdCall();
    topics.startBackup(id, id);
    play.awaitCall();

    assertThat(topics.awaitAnswer(topics.cancel(id)).type()).isEqualTo("cancel.accepted");
    assertThat(play.cancels()).isZero();
    play.letCall();

    assertThat(types(topics.awaitEnd(id)))
        .containsExactly(
            "operation.accepted",
            "operation.started",
            "cancel.accepted",
            "operation.cancelling",
            "operation.cancelled");
    assertThat(play.cancels()).isEqualTo(1);
  }

  /**
   * The moment between a claim and its call cannot be held from outside, so the signal of the
   * cancel is given before it. A heartbeat in between forgets such a signal, and then the next one
   * counts.
   */
  @Test
  void aClaimedOperationWhoseCallIsNotYetMadeIsNeverCalled() {
    Optional<ReceivedEvent> end = Optional.empty();
    for (int attempt = 0; attempt < 5 && end.isEmpty(); attempt++) {
      String claimed = id + "-" + attempt;
      live.cancel(claimed, EndReason.REQUESTED);
      topics.startBackup(claimed, claimed);
      List<ReceivedEvent> events = topics.awaitEnd(claimed);
      if (driver.calls(claimed) == 0) {
        assertThat(types(events))
            .containsExactly("operation.accepted", "operation.started", "operation.cancelled");
        end = Optional.of(events.getLast());
      }
    }
    JsonNode data = end.orElseThrow(() -> new AssertionError("It was always called")).data();
    assertThat(data.get("reason").textValue()).isEqualTo("REQUESTED");
    assertThat(data.at("/error/detail").textValue()).contains("before the call was made");
  }

  @Test
  void theHandleOfARunningOperationIsCalled() throws InterruptedException {
    Play play = driver.play(id);
    topics.startBackup(id, id);
    play.awaitCall();
    play.progress(1, 10);

    String cancel = topics.cancel(id);
    ReceivedEvent answer = topics.awaitAnswer(cancel);

    assertThat(answer.type()).isEqualTo("cancel.accepted");
    List<ReceivedEvent> events = topics.awaitEnd(id);
    assertThat(types(events))
        .containsExactly(
            "operation.accepted",
            "operation.started",
            "cancel.accepted",
            "operation.cancelling",
            "operation.progressed",
            "operation.cancelled");
    ReceivedEvent end = events.getLast();
    assertThat(end.data().get("state").textValue()).isEqualTo("CANCELLED");
    assertThat(end.data().get("reason").textValue()).isEqualTo("REQUESTED");
    assertThat(end.data().at("/error/hresult").textValue()).isEqualTo("0x800704C7");
    assertThat(end.extension("causationid")).isEqualTo(cancel);
    assertThat(play.cancels()).isEqualTo(1);
  }

  @Test
  void anOperationThatFinishesAlthoughCancelWasAskedSucceeds() throws InterruptedException {
    Play play = driver.play(id).deafToCancel();
    topics.startBackup(id, id);
    play.awaitCall();
    topics.awaitAnswer(topics.cancel(id));
    play.awaitCancel();

    play.succeed();

    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.succeeded");
    assertThat(end.data().get("cancelRequested").booleanValue()).isTrue();
  }

  @Test
  void noEndWithinTheBoundIsAnUnknownOutcome() throws InterruptedException {
    Play play = driver.play(id).deafToCancel();
    topics.startBackup(id, id);
    play.awaitCall();

    topics.awaitAnswer(topics.cancel(id));

    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.outcome-unknown");
    assertThat(end.data().get("reason").textValue()).isEqualTo("CANCEL_TIMED_OUT");
    assertThat(end.data().at("/error/detail").textValue()).contains("cancel handle was called");
    play.succeed();
    await().pollDelay(Duration.ofMillis(300)).until(() -> topics.of(id).size() == 5);
  }

  @Test
  void aHandleThatCannotBeReachedWithinTheBoundIsAnUnknownOutcome() throws InterruptedException {
    Play play = driver.play(id).holdCall();
    topics.startBackup(id, id);
    play.awaitCall();

    topics.awaitAnswer(topics.cancel(id));

    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.outcome-unknown");
    assertThat(end.data().get("reason").textValue()).isEqualTo("CANCEL_UNDELIVERED");
    play.letCall();
    play.awaitCancel();
  }

  @Test
  void aFailureThatMayHaveLeftAPartOfItsChangeIsAnUnknownOutcome() throws InterruptedException {
    Play play = driver.play(id).deafToCancel();
    topics.startBackup(id, id);
    play.awaitCall();
    topics.awaitAnswer(topics.cancel(id));
    play.awaitCancel();

    play.end(GpmcResult.failedHalfway(HResult.E_FAIL, "The undo failed at gpt.ini.", List.of()));

    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.outcome-unknown");
    assertThat(end.data().at("/error/detail").textValue()).isEqualTo("The undo failed at gpt.ini.");
  }

  @Test
  void aCancelThatMeetsTheEndGetsOneAnswerOfTheTwo() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      String racer = id + "-" + round;
      Play play = driver.play(racer).deafToCancel();
      topics.startBackup(racer, racer);
      play.awaitCall();
      Thread end = Thread.startVirtualThread(play::succeed);

      ReceivedEvent answer = topics.awaitAnswer(topics.cancel(racer));

      end.join();
      List<ReceivedEvent> events = topics.awaitEnd(racer);
      assertThat(events.stream().filter(ReceivedEvent::isCancelAnswer)).hasSize(1);
      int answered = types(events).indexOf(answer.type());
      int ended = types(events).indexOf("operation.succeeded");
      assertThat(answer.type()).isEqualTo(answered < ended ? "cancel.accepted" : "cancel.too-late");
    }
  }

  @Test
  void anEndedOperationIsTooLateToCancelAndTheAnswerNamesTheEnd() {
    topics.startBackup(id, "at once");
    topics.awaitEnd(id);

    ReceivedEvent answer = topics.awaitAnswer(topics.cancel(id));

    assertThat(answer.type()).isEqualTo("cancel.too-late");
    assertThat(answer.data().get("state").textValue()).isEqualTo("SUCCEEDED");
    Topics.assertInOrder(topics.of(id));
  }

  @Test
  void aFailedOperationIsTooLateToCancel() throws InterruptedException {
    Play play = driver.play(id);
    topics.startBackup(id, id);
    play.awaitCall();
    play.end(GpmcResult.failed(HResult.E_ACCESSDENIED, "No right to read it.", List.of()));
    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.failed");
    assertThat(end.data().at("/error/hresultName").textValue()).isEqualTo("E_ACCESSDENIED");

    ReceivedEvent answer = topics.awaitAnswer(topics.cancel(id));

    assertThat(answer.type()).isEqualTo("cancel.too-late");
    assertThat(answer.data().get("state").textValue()).isEqualTo("FAILED");
  }

  @Test
  void aSecondCancelIsAcceptedAsAlreadyDone() throws InterruptedException {
    Play play = driver.play(id).deafToCancel();
    topics.startBackup(id, id);
    play.awaitCall();
    topics.awaitAnswer(topics.cancel(id));
    play.awaitCancel();

    ReceivedEvent whileCancelling = topics.awaitAnswer(topics.cancel(id));
    assertThat(whileCancelling.type()).isEqualTo("cancel.accepted");
    assertThat(whileCancelling.data().get("already").booleanValue()).isTrue();

    play.end(GpmcResult.failed(HResult.E_ABORT, "", List.of()));
    assertThat(topics.awaitEnd(id).getLast().type()).isEqualTo("operation.cancelled");
    ReceivedEvent whenCancelled = topics.awaitAnswer(topics.cancel(id));
    assertThat(whenCancelled.type()).isEqualTo("cancel.accepted");
    assertThat(whenCancelled.data().get("already").booleanValue()).isTrue();
    assertThat(play.cancels()).isEqualTo(1);
  }

  @Test
  void theSameCancelAgainGetsTheSameAnswerWithTheSameEventId() throws InterruptedException {
    Play play = driver.play(id);
    topics.startBackup(id, id);
    play.awaitCall();
    Map<String, String> sameId = Map.of("ce_id", "cancel-" + id);
    String type = "io.gpmcworker.operation.cancel";
    topics.command(type, id, "{}", sameId);
    ReceivedEvent answer = topics.awaitAnswer("cancel-" + id);
    topics.awaitEnd(id);

    topics.command(type, id, "{}", sameId);
    topics.command(type, id, "{}", sameId);

    await()
        .until(() -> topics.all().stream().filter(it -> it.id().equals(answer.id())).count() == 3);
    assertThat(topics.all().stream().filter(it -> it.id().equals(answer.id())))
        .allSatisfy(it -> assertThat(it.toString()).isEqualTo(answer.toString()));
    assertThat(play.cancels()).isEqualTo(1);
  }

  @Test
  void whatTheDriverCannotCancelIsAnsweredSoAndRunsOn() throws InterruptedException {
    Play play = driver.play(id);
    topics.start(
        id,
        """
        {"operation":"report-gpo","domain":"corp","parameters":{"gpo":"%s","reportType":"xml"}}
        """
            .formatted(id));
    play.awaitCall();

    ReceivedEvent answer = topics.awaitAnswer(topics.cancel(id));

    assertThat(answer.type()).isEqualTo("cancel.not-supported");
    play.succeed();
    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.succeeded");
    assertThat(end.data().get("cancelRequested").booleanValue()).isFalse();
    assertThat(play.cancels()).isZero();
  }

  @Test
  void startAndCancelInOneBatchNeverRun() {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      ids.add(id + "-" + n);
    }
    Play play = driver.play("batch");
    topics.startBackup(id, "batch");
    for (String each : ids) {
      topics.startBackup(each, "batch");
      topics.cancel(each);
    }
    for (String each : ids) {
      assertThat(topics.awaitEnd(each).getLast().type()).isEqualTo("operation.cancelled");
      assertThat(driver.calls(each)).isZero();
    }
    play.succeed();
    topics.awaitEnd(id);
  }
}
