package io.gpmcworker.replicas.history;

import static io.gpmcworker.replicas.history.WholeHistory.with;

import org.junit.jupiter.api.Test;

/** GPOs and backups that are not what the ends say. */
class ContentRuleTest {

  private final WholeHistory history = new WholeHistory();

  @Test
  void aRestoreThatSucceededAndChangedNothing() {
    history.gpoIs("version 1");
    history.assertFound("GPO 'Laptops' is not what its operations say");
  }

  @Test
  void aRestoreThatFailedAndChangedSomething() {
    history.replace(
        "restore", "operation.succeeded", it -> with(it, "type", "io.gpmcworker.operation.failed"));
    history.assertFound("GPO 'Laptops' is not what its operations say");
  }

  @Test
  void aBackupOfSomethingElse() {
    history.inStore("{made}", "version 1");
    history.assertFound("Backup {made} by backup");
  }

  @Test
  void aBackupThatIsNotThere() {
    history.notInStore("{made}");
    history.assertFound("Backup {made} was reported by backup");
  }

  @Test
  void aBackupThatNobodyReported() {
    history.inStore("{odd}", "version 2");
    history.assertFound(
        "In the store, but reported by nobody (0 backups have an unknown outcome): [{odd}]");
  }

  @Test
  void halfAChange() {
    history.versionsAre(7, 8);
    history.assertFound("GPO 'Laptops' has version 7 in gpt.ini and 8 in the directory");
  }
}
