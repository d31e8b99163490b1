package io.gpmcworker.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What is old enough goes, and nothing else. The ages are the defaults: 90 days and 7 days. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class RetentionTest {

  @Inject Retention retention;
  @Inject EntityManager entityManager;

  @Test
  void anOperationGoesWhenItEndedLongEnoughAgo() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.ended(1, "old-", "91 days");
          rows.ended(1, "young-", "89 days");

          Retention.Removed removed = retention.removeOperations();

          assertThat(rows.exists("operation", "id", "old-1")).isFalse();
          assertThat(rows.exists("operation", "id", "young-1")).isTrue();
          assertThat(removed.reports()).containsExactly(URI.create("file:///reports/old-1.xml"));
          assertThat(removed.more()).isFalse();
        });
  }

  @Test
  void anOperationThatStillLivesStaysHoweverOldItIs() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.queued("waiting", "corp", "t", 0);
          rows.queued("running", "corp", "t", 0);
          rows.sql("UPDATE operation SET state = 'RUNNING' WHERE id = 'running'");
          rows.sql("UPDATE operation SET accepted_at = now() - interval '1 year'");
          rows.answer("running", "1 year");
          rows.answer("gone", "1 year");

          retention.removeOperations();
          retention.removeRecords();

          assertThat(rows.exists("operation", "id", "waiting")).isTrue();
          assertThat(rows.exists("operation", "id", "running")).isTrue();
          assertThat(rows.exists("answered_command", "operation_id", "running")).isTrue();
          assertThat(rows.exists("answered_command", "operation_id", "gone")).isFalse();
        });
  }

  @Test
  void anEventGoesOnlyAfterItWasPublished() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.event(1, "published", "now() - interval '8 days'");
          rows.event(2, "waiting", "NULL");
          rows.event(3, "young", "now() - interval '6 days'");

          retention.removeRecords();

          assertThat(rows.exists("outbox", "operation_id", "published")).isFalse();
          assertThat(rows.exists("outbox", "operation_id", "waiting")).isTrue();
          assertThat(rows.exists("outbox", "operation_id", "young")).isTrue();
        });
  }

  @Test
  void aCancelWithoutAnOperationIsKeptForItsTime() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.pendingCancel("old", "8 days");
          rows.pendingCancel("young", "6 days");

          retention.removeRecords();

          assertThat(rows.exists("cancel_tombstone", "operation_id", "old")).isFalse();
          assertThat(rows.exists("cancel_tombstone", "operation_id", "young")).isTrue();
        });
  }

  @Test
  void whatIsManyGoesInBatches() {
    UncommittedRows.with(
        entityManager,
        rows -> {
          rows.ended(1_500, "old-", "91 days");

          assertThat(retention.removeOperations().more()).isTrue();
          assertThat(retention.removeOperations().more()).isFalse();
          assertThat(rows.exists("operation", "data_ref", "file:///reports/old-1.xml")).isFalse();
        });
  }
}
