package io.gpmcworker.replicas.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left behind when all is quiet. */
class RemainsRuleTest {

  private final WholeHistory history = new WholeHistory();

  @Test
  void aRowThatIsStillAtWork() {
    history.row("stopped", "CANCELLING", 5);
    history.assertFound("Operation stopped is still CANCELLING");
  }

  @Test
  void whatIsLeftBehind() {
    history.remains(
        new Remains(2, 3, 1, List.of("run-backup"), List.of("backup"), List.of(".staging.backup")));
    assertThat(history.found())
        .contains(
            "2 events have not been published",
            "3 workers are stored, 1 replicas run",
            "A replica still works on run-backup",
            "Operation backup has a row and a tombstone",
            "Left behind: .staging.backup");
  }
}
