package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver.Play;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a running call says, from the driver to the topic. */
@QuarkusTest
class ProgressTest extends WorkerTest {

  private Play play;

  @BeforeEach
  void connect() throws InterruptedException {
    play = driver.play(id);
  }

  private void start() throws InterruptedException {
    topics.startBackup(id, id);
    play.awaitCall();
  }

  private List<ReceivedEvent> progress() {
    return topics.of(id).stream().filter(it -> it.type().equals("operation.progressed")).toList();
  }

  private static long numerator(ReceivedEvent event) {
    return event.data().get("numerator").longValue();
  }

  @Test
  void aBurstIsThrottledAndTheLastOfItGoesOutBeforeTheEnd() throws InterruptedException {
    start();
    for (int n = 1; n <= 1_000; n++) {
      play.progress(n, 1_000);
    }
    play.succeed();

    List<ReceivedEvent> events = topics.awaitEnd(id);

    assertThat(progress()).hasSizeBetween(1, 5);
    ReceivedEvent last = events.get(events.size() - 2);
    assertThat(last.type()).isEqualTo("operation.progressed");
    assertThat(numerator(last)).isEqualTo(1_000);
    assertThat(last.data().get("step").textValue()).isEqualTo("step 1000");
  }

  @Test
  void slowProgressGoesOutInItsOrderWhileTheOperationRuns() throws InterruptedException {
    start();
    AtomicLong step = new AtomicLong();
    await()
        .until(() -> {
          play.progress(Math.min(step.incrementAndGet(), 100), 100);
          return progress().size() >= 3;
        });
    assertThat(topics.of(id)).noneMatch(ReceivedEvent::isEnd);
    play.succeed();
    topics.awaitEnd(id);

    assertThat(progress()).extracting(ProgressTest::numerator).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aCallThatNeverStopsTalkingStillMeetsTheBoundOfItsCancel() throws InterruptedException {
    play.deafToCancel();
    start();
    AtomicBoolean talking = new AtomicBoolean(true);
    Thread talker =
        Thread.ofPlatform()
            .start(() -> {
              while (talking.get()) {
                play.progress(1, 2);
              }
            });
    topics.awaitAnswer(topics.cancel(id));

    ReceivedEvent end = topics.awaitEnd(id).getLast();

    talking.set(false);
    talker.join();
    assertThat(end.type()).isEqualTo("operation.outcome-unknown");
    assertThat(end.data().get("reason").textValue()).isEqualTo("CANCEL_TIMED_OUT");
  }

  @Test
  void aCallThatCannotBeMadeFailsWithItsStatus() {
    play.refuse(new GpmcException(HResult.ERROR_DS_SERVER_DOWN, "dc1 does not answer."));
    topics.startBackup(id, id);

    ReceivedEvent end = topics.awaitEnd(id).getLast();

    assertThat(end.type()).isEqualTo("operation.failed");
    assertThat(end.data().at("/error/detail").textValue()).isEqualTo("dc1 does not answer.");
    assertThat(end.data().at("/error/hresultName").textValue()).isEqualTo("ERROR_DS_SERVER_DOWN");
    assertThat(end.data().at("/error/retryable").booleanValue()).isTrue();
  }

  @Test
  void whatTheDatabaseHasNoPlaceForDoesNotKeepTheEndFromComing() throws InterruptedException {
    start();

    play.end(GpmcResult.failed(HResult.E_FAIL, "a\0b\ud800c" + "x".repeat(100_000), List.of()));

    String detail = topics.awaitEnd(id).getLast().data().at("/error/detail").textValue();
    assertThat(detail).startsWith("a\uFFFDb").hasSize(8_192);
  }

  @Test
  void moreMessagesThanARecordHoldsAreCut() throws InterruptedException {
    start();
    StatusMessage message =
        StatusMessage.about("x".repeat(2_000), HResult.E_FAIL, "ä".repeat(2_000));

    play.end(
        GpmcResult.failed(HResult.E_FAIL, "Much is wrong.", Collections.nCopies(5_000, message)));

    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.data().get("messages").size()).isBetween(10, 20);
  }
}
