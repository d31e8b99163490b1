package io.gpmcworker.operation;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Looks rows up by their ids, as many as there are in one statement that is always the same: a list
 * of parameters would be another statement for each number of them, translated anew each time.
 */
final class Rows {

  static final String LOCK_OPERATIONS =
      "SELECT * FROM operation WHERE id = ANY(:ids) ORDER BY id FOR UPDATE";

  static final String ANSWERS = "SELECT * FROM answered_command WHERE id = ANY(:ids)";

  /** Sets these advisory locks apart from others. */
  private static final int ANSWER_LOCKS = 0x67706D63;

  private Rows() {}

  /** Operations, locked in the order of their ids, as everybody locks them. */
  static List<Operation> lock(EntityManager entityManager, Collection<String> ids) {
    return operations(entityManager, LOCK_OPERATIONS, ids);
  }

  /** Those of them that still wait, and that nobody has locked; locked. */
  static List<Operation> lockWaiting(EntityManager entityManager, Collection<String> ids) {
    return operations(
        entityManager,
        """
        SELECT * FROM operation WHERE id = ANY(:ids) AND state = 'QUEUED' ORDER BY id
        FOR UPDATE SKIP LOCKED
        """,
        ids);
  }

  /**
   * Keeps others from answering cancels of these operations until the transaction ends, whether
   * there are rows that could be locked or not. To be called after {@link #lock}, by everybody.
   */
  static void lockAnswers(EntityManager entityManager, Collection<String> operationIds) {
    entityManager
        .createNativeQuery(
            """
            SELECT cast(pg_advisory_xact_lock(:answers, hashtext(id)) AS text)
            FROM unnest(cast(:ids AS text[])) AS id
            """)
        .setParameter("answers", ANSWER_LOCKS)
        .setParameter("ids", operationIds.stream().sorted().toArray(String[]::new))
        .getResultList();
  }

  static List<CancelTombstone> tombstones(
      EntityManager entityManager, Collection<String> operationIds) {
    return rows(
        entityManager,
        CancelTombstone.class,
        "SELECT * FROM cancel_tombstone WHERE operation_id = ANY(:ids)",
        operationIds.toArray(String[]::new));
  }

  static List<AnsweredCommand> answers(EntityManager entityManager, Collection<UUID> ids) {
    return rows(entityManager, AnsweredCommand.class, ANSWERS, ids.toArray(UUID[]::new));
  }

  private static List<Operation> operations(
      EntityManager entityManager, String query, Collection<String> ids) {
    return rows(entityManager, Operation.class, query, ids.toArray(String[]::new));
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> rows(
      EntityManager entityManager, Class<T> entity, String query, Object ids) {
    return entityManager.createNativeQuery(query, entity).setParameter("ids", ids).getResultList();
  }
}
