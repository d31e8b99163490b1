package io.gpmcworker.replicas.history;

import static io.gpmcworker.replicas.history.WholeHistory.data;
import static io.gpmcworker.replicas.history.WholeHistory.with;

import org.junit.jupiter.api.Test;

/** Events that came in another order, in another place, or as others. */
class OrderRuleTest {

  private final WholeHistory history = new WholeHistory();

  @Test
  void aGapInTheSequence() {
    history.drop("restore", "operation.started");
    history.assertFound("Operation restore: sequences are [1, 3, 4]");
  }

  @Test
  void eventsOutOfOrder() {
    history.comesLast("restore", "operation.accepted");
    history.assertFound("Operation restore: sequences are [2, 3, 4, 1]");
  }

  @Test
  void twoEventsInOnePlace() {
    history.event("restore", 3, "operation.progressed", "start-restore", data());
    history.assertFound("Operation restore: sequences are [1, 2, 3, 4, 3]");
  }

  @Test
  void anEventThatComesAgainAsAnother() {
    SeenEvent first = history.event("restore", "operation.started");
    history.event(with(first, "type", "io.gpmcworker.operation.failed"));
    history.assertFound("An event came again as another one");
  }

  @Test
  void anEventInAnotherPartition() {
    history.replace(
        "restore",
        "operation.started",
        it -> new SeenEvent(it.receivedAt(), 3, it.offset(), it.key(), it.attributes(), it.data()));
    history.assertFound("Operation restore is in more than one partition");
  }

  @Test
  void anEventUnderAnotherKey() {
    history.replace(
        "restore",
        "operation.started",
        it ->
            new SeenEvent(
                it.receivedAt(), it.partition(), it.offset(), "", it.attributes(), it.data()));
    history.assertFound("The key is not the operation's id");
  }
}
