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

  private Rows() {}

  /** Operations, locked in the order of their ids, as everybody locks them. */
  static List<Operation> lock(EntityManager entityManager, Collection<String> ids) {
    return operations(
        entityManager, "SELECT * FROM operation WHERE id = ANY(:ids) ORDER BY id FOR UPDATE", ids);
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

  static List<CancelTombstone> tombstones(
      EntityManager entityManager, Collection<String> operationIds) {
    return entityManager
        .createNativeQuery(
            "SELECT * FROM cancel_tombstone WHERE operation_id = ANY(:ids)", CancelTombstone.class)
        .setParameter("ids", operationIds.toArray(String[]::new))
        .getResultList();
  }

  static List<AnsweredCommand> answers(EntityManager entityManager, Collection<UUID> ids) {
    return entityManager
        .createNativeQuery(
            "SELECT * FROM answered_command WHERE id = ANY(:ids)", AnsweredCommand.class)
        .setParameter("ids", ids.toArray(UUID[]::new))
        .getResultList();
  }

  private static List<Operation> operations(
      EntityManager entityManager, String query, Collection<String> ids) {
    return entityManager
        .createNativeQuery(query, Operation.class)
        .setParameter("ids", ids.toArray(String[]::new))
        .getResultList();
  }
}
