package io.gpmcworker.replicas.history;

import static io.gpmcworker.replicas.history.WholeHistory.BEGIN;
import static io.gpmcworker.replicas.history.WholeHistory.data;
import static io.gpmcworker.replicas.history.WholeHistory.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

/** Commands without their one answer, and answers without a command. */
class AnswerRuleTest {

  private final WholeHistory history = new WholeHistory();

  @Test
  void aCancelWithoutAnAnswer() {
    history.drop("restore", "cancel.too-late");
    history.row("restore", "SUCCEEDED", 3);
    history.assertFound("Command cancel-restore (cancel of restore) has 0 answers");
  }

  @Test
  void aCommandThatTheBrokerMayNotHaveNeedsNoAnswer() {
    history.command(
        new SentCommand(
            BEGIN,
            "cancel",
            "cancel-lost",
            "restore",
            -1,
            -1,
            JsonNodeFactory.instance.nullNode()));
    assertThat(history.found()).isEmpty();
  }

  @Test
  void aCancelWithTwoAnswers() {
    history.event("restore", 5, "cancel.accepted", "cancel-restore", data());
    history.row("restore", "SUCCEEDED", 5);
    history.assertFound("Command cancel-restore (cancel of restore) has 2 answers");
  }

  @Test
  void aStartThatNothingCameOf() {
    history.start("lost", "{\"operation\":\"report-gpo\",\"parameters\":{\"gpo\":\"Laptops\"}}");
    history.assertFound("Command start-lost (start of lost) has 0 answers");
  }

  @Test
  void anAnswerToNobody() {
    history.event("unseen", 0, "cancel.accepted", "cancel-unseen", data());
    history.assertFound("Nobody sent command cancel-unseen");
  }

  @Test
  void anAnswerAboutAnotherOperation() {
    history.replace("restore", "cancel.too-late", it -> with(it, "subject", "backup"));
    history.assertFound("Command cancel-restore has an answer that is none to it");
  }
}
