package io.gpmcworker.replicas.history;

import static io.gpmcworker.replicas.history.WholeHistory.data;
import static io.gpmcworker.replicas.history.WholeHistory.ended;
import static io.gpmcworker.replicas.history.WholeHistory.with;

import org.junit.jupiter.api.Test;

/** Operations that have lived oddly, or otherwise than their rows say. */
class LifeRuleTest {

  private final WholeHistory history = new WholeHistory();

  @Test
  void anOperationWithoutAnEnd() {
    history.drop("stopped", "operation.cancelled");
    history.row("stopped", "CANCELLED", 4);
    history.assertFound("Operation stopped has 0 ends");
  }

  @Test
  void anOperationWithTwoEnds() {
    history.event("stopped", 6, "operation.failed", "start-stopped", ended("FAILED", 10, 12));
    history.row("stopped", "CANCELLED", 6);
    history.assertFound("Operation stopped has 2 ends");
  }

  @Test
  void anOperationThatWasStartedTwice() {
    history.event("backup", 4, "operation.started", "start-backup", data());
    history.row("backup", "SUCCEEDED", 4);
    history.assertFound("Operation backup has lived an odd life");
  }

  @Test
  void progressAfterTheEnd() {
    history.event("backup", 4, "operation.progressed", "start-backup", data());
    history.row("backup", "SUCCEEDED", 4);
    history.assertFound("Operation backup: operation.progressed after its end");
  }

  @Test
  void tooLateBeforeTheEnd() {
    history.replace(
        "stopped", "cancel.accepted", it -> with(it, "type", "io.gpmcworker.cancel.too-late"));
    history.assertFound("Operation stopped: cancel.too-late came before the end");
  }

  @Test
  void acceptedAfterASuccess() {
    history.replace(
        "restore", "cancel.too-late", it -> with(it, "type", "io.gpmcworker.cancel.accepted"));
    history.assertFound(
        "Operation restore: cancel.accepted came after the end operation.succeeded");
  }

  @Test
  void aRowThatSaysSomethingElse() {
    history.row("restore", "FAILED", 4);
    history.assertFound("Operation restore is stored as FAILED and was told to be SUCCEEDED");
  }

  @Test
  void aRowThatNobodyHeardOf() {
    history.row("silent", "SUCCEEDED", 3);
    history.assertFound("Operation silent is stored and was never told of");
  }

  @Test
  void aRowThatIsGone() {
    history.withoutRow("restore");
    history.assertFound("Operation restore was accepted and is not stored");
  }

  @Test
  void aRowWithEventsThatNeverCame() {
    history.row("backup", "SUCCEEDED", 4);
    history.assertFound("Operation backup has had 4 events by its row, and 3 came");
  }
}
