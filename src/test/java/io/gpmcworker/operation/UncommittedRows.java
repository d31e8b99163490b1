package io.gpmcworker.operation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.persistence.EntityManager;

/** Rows that only one test sees: its transaction is never committed. */
final class UncommittedRows {

  private final EntityManager entityManager;

  private UncommittedRows(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** What a test does with its rows. */
  interface Scenario {
    void play(UncommittedRows rows);
  }

  static void with(EntityManager entityManager, Scenario scenario) {
    QuarkusTransaction.begin();
    try {
      scenario.play(new UncommittedRows(entityManager));
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  /** A waiting operation; the later it is inserted, the later was it accepted. */
  void queued(String id, String domain, String target, int priority) {
    queued(1, "'" + id + "'", domain, "'" + target + "'", priority);
  }

  /**
   * Waiting operations.
   *
   * @param id SQL of each one's id, in terms of {@code n} from 1; {@code target} likewise
   */
  void queued(int count, String id, String domain, String target, int priority) {
    sql(
        """
        INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
                               command_source, command_id, accepted_at, state, target, priority)
        SELECT %s, 'REPORT_GPO', '%s', '{"gpo":"x","reportType":"xml"}', 'f', true,
               '/tests', 'start', now(), 'QUEUED', %s, %d
        FROM generate_series(1, %d) AS n ORDER BY n
        """
            .formatted(id, domain, target, priority, count));
  }

  /** Ended operations of a given age; the first has a report. */
  void ended(int count, String prefix, String age) {
    sql(
        """
        INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
                               command_source, command_id, accepted_at, ended_at, state, target,
                               data_ref)
        SELECT '%1$s' || n, 'REPORT_GPO', 'corp', '{}', 'f', true, '/tests', 'start',
               now() - interval '%2$s', now() - interval '%2$s', 'SUCCEEDED', 'x',
               CASE WHEN n = 1 THEN 'file:///reports/%1$s1.xml' END
        FROM generate_series(1, %3$d) AS n
        """
            .formatted(prefix, age, count));
  }

  void answer(String operationId, String age) {
    sql(
        """
        INSERT INTO answered_command (id, operation_id, answer, data, answered_at)
        VALUES (gen_random_uuid(), '%s', 'CANCEL_ACCEPTED', '{}', now() - interval '%s')
        """
            .formatted(operationId, age));
  }

  void pendingCancel(String operationId, String age) {
    sql(
        """
        INSERT INTO cancel_tombstone (operation_id, command_source, command_id, recorded_at)
        VALUES ('%s', '/tests', 'cancel', now() - interval '%s')
        """
            .formatted(operationId, age));
  }

  /**
   * An event, before all that are there and before those that are inserted after it.
   *
   * @param order 1 for the oldest of a test's events
   * @param published SQL of when it was published
   */
  void event(int order, String operationId, String published) {
    sql(
        """
        INSERT INTO outbox (position, topic, headers, operation_id, published_at)
        OVERRIDING SYSTEM VALUE VALUES (%d, 't', '[]', '%s', %s)
        """
            .formatted(order - 1_000, operationId, published));
  }

  void sql(String statement) {
    entityManager.createNativeQuery(statement).executeUpdate();
  }

  boolean exists(String table, String column, String value) {
    return !entityManager
        .createNativeQuery("SELECT 1 FROM %s WHERE %s = :value".formatted(table, column))
        .setParameter("value", value)
        .getResultList()
        .isEmpty();
  }
}
