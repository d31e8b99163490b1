package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.Recovery.Completed;
import io.gpmcworker.gpmc.Recovery.Unknown;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.CommandOrigin;
import io.gpmcworker.operation.Intake;
import io.gpmcworker.operation.OperationId;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations whose worker is gone: none is run again, each gets its end, once. */
@QuarkusTest
class RecoveryTest extends WorkerTest {

  @Inject DataSource dataSource;
  @Inject Intake intake;

  private StoredOperations stored;
  private UUID dead;

  @BeforeEach
  void connect() throws SQLException {
    stored = new StoredOperations(dataSource);
    dead = stored.deadWorker();
  }

  @AfterEach
  void disconnect() {
    assertThat(driver.calls(id)).as("runs").isZero();
    assertThat(driver.recoveries(id)).as("recoveries").isEqualTo(1);
  }

  /** The end; also sees that nothing follows it. */
  private ReceivedEvent end() {
    await().until(() -> topics.of(id).stream().anyMatch(ReceivedEvent::isEnd));
    await()
        .during(Duration.ofMillis(2_500))
        .atMost(Duration.ofSeconds(6))
        .until(() -> topics.of(id).size() == 1);
    ReceivedEvent end = topics.of(id).getFirst();
    assertThat(end.sequence()).as("the next after the dead worker's").isEqualTo(3);
    return end;
  }

  @Test
  void aRunOfWhichNothingIsLeftFailedAndMayBeStartedAgain() throws SQLException {
    stored.insert(id, "RUNNING", dead, false);

    ReceivedEvent end = end();

    assertThat(end.type()).isEqualTo("operation.failed");
    assertThat(end.data().get("reason").textValue()).isEqualTo("OWNER_LOST");
    assertThat(end.data().at("/error/retryable").booleanValue()).isTrue();
    assertThat(end.data().at("/error/detail").textValue()).contains("started again under a new id");
    assertThat(stored.exists(dead)).as("the dead worker's row").isFalse();
  }

  @Test
  void aRunWhoseCancelWasRecordedIsCancelledIfNothingIsLeft() throws SQLException {
    stored.insert(id, "RUNNING", dead, true);

    ReceivedEvent end = end();

    assertThat(end.type()).isEqualTo("operation.cancelled");
    assertThat(end.data().get("reason").textValue()).isEqualTo("REQUESTED");
    assertThat(end.data().at("/cancel/requestedBy").textValue()).isEqualTo("jane");
    assertThat(end.extension("causationid")).isEqualTo("cancel");
  }

  @Test
  void aCancelThatComesBeforeRecoverySaysThatTheOwnerIsLost() {
    // In one transaction: recovery cannot see the operation before its cancel is recorded.
    QuarkusTransaction.requiringNew()
        .call(() -> {
          stored.insert(id, "RUNNING", dead, false);
          return intake.take(List.of(cancel()));
        });

    ReceivedEvent answer = topics.awaitAnswer("cancel-" + id);

    assertThat(answer.type()).isEqualTo("cancel.accepted");
    assertThat(answer.data().get("ownerLost").booleanValue()).isTrue();
    await().until(() -> topics.of(id).stream().anyMatch(ReceivedEvent::isEnd));
    ReceivedEvent end = topics.of(id).getLast();
    assertThat(end.type()).isEqualTo("operation.cancelled");
    assertThat(end.sequence()).isEqualTo(answer.sequence() + 1);
  }

  private Command.CancelOperation cancel() {
    return new Command.CancelOperation(
        new OperationId(id),
        new CommandOrigin(
            "/tests", "cancel-" + id, Optional.empty(), Optional.empty(), Optional.of("jane")),
        Optional.empty());
  }

  @Test
  void aRunWhoseHandleWasCalledIsCancelledIfNothingIsLeft() throws SQLException {
    stored.insert(id, "CANCELLING", dead, true);
    assertThat(end().type()).isEqualTo("operation.cancelled");
  }

  @Test
  void aRunThatAShutdownCancelledIsCancelledIfNothingIsLeft() throws SQLException {
    stored.insert(id, "CANCELLING", dead, false);

    ReceivedEvent end = end();

    assertThat(end.type()).isEqualTo("operation.cancelled");
    assertThat(end.data().get("reason").textValue()).isEqualTo("SHUTDOWN");
    assertThat(end.data().at("/error/retryable").booleanValue()).isTrue();
  }

  @Test
  void aRunThatHadDoneItsWorkSucceededAlthoughItsCancelWasAsked() throws SQLException {
    driver.recoverAs(id, () -> new Completed(ScriptedDriver.DONE));
    stored.insert(id, "CANCELLING", dead, true);

    ReceivedEvent end = end();

    assertThat(end.type()).isEqualTo("operation.succeeded");
    assertThat(end.data().get("cancelRequested").booleanValue()).isTrue();
    assertThat(end.data().at("/result/displayName").textValue()).isEqualTo("done");
  }

  @Test
  void aChangeThatCannotBeProvenUndoneIsAnUnknownOutcomeWithWhatWasSeen() throws SQLException {
    driver.recoverAs(id, () -> new Unknown("gpt.ini says 7, the directory 6."));
    stored.insert(id, "RUNNING", dead, false);

    ReceivedEvent end = end();

    assertThat(end.type()).isEqualTo("operation.outcome-unknown");
    assertThat(end.data().get("reason").textValue()).isEqualTo("OWNER_LOST");
    assertThat(end.data().at("/error/detail").textValue())
        .isEqualTo("gpt.ini says 7, the directory 6.");
  }

  @Test
  void aDriverThatFailsToFindOutLeavesAnUnknownOutcomeAndNothingHanging() throws SQLException {
    driver.recoverAs(
        id,
        () -> {
          throw new IllegalStateException("the share is gone");
        });
    stored.insert(id, "RUNNING", dead, false);

    ReceivedEvent end = end();

    assertThat(end.type()).isEqualTo("operation.outcome-unknown");
    assertThat(end.data().at("/error/detail").textValue()).contains("the share is gone");
  }

  @Test
  void aWorkerThatIsNotEvenNamedAnyMoreIsGone() throws SQLException {
    stored.insert(id, "RUNNING", UUID.randomUUID(), false);
    assertThat(end().type()).isEqualTo("operation.failed");
  }
}
