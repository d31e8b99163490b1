package io.gpmcworker.replicas.history;

import static io.gpmcworker.replicas.history.WholeHistory.data;
import static io.gpmcworker.replicas.history.WholeHistory.ended;

import org.junit.jupiter.api.Test;

/** Operations on one GPO beside each other, or out of turn. */
class TargetRuleTest {

  private final WholeHistory history = new WholeHistory();

  @Test
  void twoOperationsOnOneGpoAtTheSameTime() {
    history.replace(
        "stopped",
        "operation.cancelled",
        it ->
            new SeenEvent(
                it.receivedAt(),
                0,
                it.offset(),
                it.key(),
                it.attributes(),
                ended("CANCELLED", 8, 12)));
    history.assertFound("Two operations overlapped: backup");
  }

  @Test
  void anOperationOverTheWholeDomainBesideAnother() {
    history.start("all", "{\"operation\":\"backup-all-gpos\",\"parameters\":{}}");
    history.event("all", 1, "operation.accepted", "start-all", data());
    history.event("all", 2, "operation.failed", "start-all", ended("FAILED", 11, 20));
    history.row("all", "FAILED", 2);
    history.assertFound("Two operations overlapped: stopped");
  }

  @Test
  void anOperationThatOvertakesAnother() {
    history.swapStarts("backup", "stopped");
    history.assertFound("overtook");
  }
}
