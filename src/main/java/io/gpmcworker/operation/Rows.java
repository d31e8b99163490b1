package io.gpmcworker.operation;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;

/**
 * Looks rows up by their ids, as many as there are in one statement that is always the same: a list
 * of parameters would be another statement for each number of them, translated anew each time. What
 * the columns of a native statement mean, on the other hand, Hibernate finds out each time it runs.
 */
final class Rows {

  /** Sets these advisory locks apart from others. */
  private static final int ANSWER_LOCKS = 0x67706D63;

  /** One array, where HQL's own {@code in} would be a parameter for each id. */
  private static final String IS_ONE_OF = "cast(sql('(? = any(?))', %s, :ids) as Boolean)";

  private static final String OPERATIONS =
      "from Operation where " + IS_ONE_OF.formatted("id") + " order by id";
  private static final String WAITING =
      "from Operation where " + IS_ONE_OF.formatted("id") + " and state = QUEUED order by id";
  private static final String TOMBSTONES =
      "from CancelTombstone where " + IS_ONE_OF.formatted("operationId");
  private static final String ANSWERS = "from AnsweredCommand where " + IS_ONE_OF.formatted("id");

  private Rows() {}

  /** Operations, locked in the order of their ids, as everybody locks them. */
  static List<Operation> lock(EntityManager entityManager, Collection<String> ids) {
    return select(entityManager, Operation.class, OPERATIONS, ids.toArray(String[]::new))
        .setHibernateLockMode(LockMode.PESSIMISTIC_WRITE)
        .getResultList();
  }

  /** Those of them that still wait, and that nobody has locked; locked. */
  static List<Operation> lockWaiting(EntityManager entityManager, Collection<String> ids) {
    return select(entityManager, Operation.class, WAITING, ids.toArray(String[]::new))
        .setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED)
        .getResultList();
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
    return select(
            entityManager, CancelTombstone.class, TOMBSTONES, operationIds.toArray(String[]::new))
        .getResultList();
  }

  static List<AnsweredCommand> answers(EntityManager entityManager, Collection<UUID> ids) {
    return select(entityManager, AnsweredCommand.class, ANSWERS, ids.toArray(UUID[]::new))
        .getResultList();
  }

  private static <T> SelectionQuery<T> select(
      EntityManager entityManager, Class<T> entity, String query, Object[] ids) {
    return entityManager
        .unwrap(Session.class)
        .createSelectionQuery(query, entity)
        .setParameter("ids", ids);
  }
}
