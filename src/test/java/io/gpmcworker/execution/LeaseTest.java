package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.ScriptedDriver.Play;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker that has lost its lease, or cannot be sure of it, stops its own work. */
@QuarkusTest
class LeaseTest extends WorkerTest {

  @Inject DataSource dataSource;
  @Inject Membership membership;

  private StoredOperations stored;

  @BeforeEach
  void connect() {
    stored = new StoredOperations(dataSource);
  }

  private Play running() throws InterruptedException {
    Play play = driver.play(id);
    topics.startBackup(id, id);
    play.awaitCall();
    return play;
  }

  private void assertEndedAsLostAndAllGoesOn(UUID before) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> topics.of(id).stream().anyMatch(ReceivedEvent::isEnd));
    ReceivedEvent end = topics.awaitEnd(id).getLast();
    assertThat(end.type()).isEqualTo("operation.failed");
    assertThat(end.data().get("reason").textValue()).isEqualTo("OWNER_LOST");
    assertThat(driver.calls(id)).isEqualTo(1);
    assertThat(membership.worker()).isNotEqualTo(before);
    topics.startBackup(id + "-next", id + "-next");
    assertThat(topics.awaitEnd(id + "-next").getLast().type()).isEqualTo("operation.succeeded");
  }

  @Test
  void aLeaseThatIsOverEndsTheRunsAndTheWorkerGoesOnUnderANewId()
      throws InterruptedException, SQLException {
    Play play = running();
    UUID before = membership.worker();

    stored.endLease(before);

    play.awaitCancel();
    assertEndedAsLostAndAllGoesOn(before);
    assertThat(play.cancels()).isEqualTo(1);
  }

  @Test
  void aLeaseThatIsRenewedTooLateToBeSureOfLeavesNothingHanging()
      throws InterruptedException, SQLException {
    Play play = running();
    UUID before = membership.worker();

    try (Connection held = stored.lockLeases()) {
      play.awaitCancel();
      held.rollback();
    }

    assertEndedAsLostAndAllGoesOn(before);
  }
}
