package io.gpmcworker.operation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Removes what has been kept long enough, oldest first, in transactions of bounded size. Any number
 * of workers may do so at the same time. Ages are the database's own.
 */
@ApplicationScoped
public class Retention {

  private static final int BATCH = 1_000;

  /** Positions grow with time: where the oldest are too young, all are. */
  static final String EVENTS =
      """
      WITH oldest AS (
        SELECT position, published_at FROM outbox
        WHERE NOT lasting
        ORDER BY position LIMIT %2$d FOR UPDATE SKIP LOCKED)
      DELETE FROM outbox o USING oldest
      WHERE o.position = oldest.position AND oldest.published_at < %1$s
      """;

  /** The events that were kept with an operation go with the others then. */
  static final String OPERATIONS =
      """
      WITH oldest AS (
        SELECT id FROM operation
        WHERE ended_at < %1$s
        ORDER BY ended_at LIMIT %2$d FOR UPDATE SKIP LOCKED),
      gone AS (
        DELETE FROM operation o USING oldest
        WHERE o.id = oldest.id
        RETURNING o.id, coalesce(o.data_ref, '') AS data_ref),
      told AS (
        UPDATE outbox e SET lasting = false FROM gone
        WHERE e.operation_id = gone.id AND e.lasting)
      SELECT data_ref FROM gone
      """;

  /** Asks for each operation by its id: a join would read all operations there ever were. */
  static final String ANSWERS =
      """
      WITH oldest AS (
        SELECT a.id FROM answered_command a
        WHERE a.answered_at < %1$s
          AND (SELECT o.ended_at IS NULL FROM operation o
               WHERE o.id = a.operation_id) IS NOT TRUE
        ORDER BY a.answered_at LIMIT %2$d FOR UPDATE OF a SKIP LOCKED)
      DELETE FROM answered_command a USING oldest
      WHERE a.id = oldest.id
      """;

  private static final String PENDING_CANCELS =
      """
      WITH oldest AS (
        SELECT operation_id FROM cancel_tombstone
        WHERE recorded_at < %1$s
        ORDER BY recorded_at LIMIT %2$d FOR UPDATE SKIP LOCKED)
      DELETE FROM cancel_tombstone t USING oldest
      WHERE t.operation_id = oldest.operation_id
      """;

  private final EntityManager entityManager;
  private final RetentionConfig config;

  Retention(EntityManager entityManager, RetentionConfig config) {
    this.entityManager = entityManager;
    this.config = config;
  }

  /** Removes a batch of each kind but operations; false when nothing was left to remove. */
  @Transactional
  public boolean removeRecords() {
    int most =
        List.of(
                older(EVENTS, config.events()).executeUpdate(),
                older(ANSWERS, config.operations()).executeUpdate(),
                older(PENDING_CANCELS, config.pendingCancels()).executeUpdate())
            .stream()
            .max(Integer::compare)
            .orElse(0);
    return most == BATCH;
  }

  /**
   * Removes a batch of operations.
   *
   * @return how many, and where the reports of those are that had one
   */
  @Transactional
  public Removed removeOperations() {
    @SuppressWarnings("unchecked")
    List<String> dataRefs = older(OPERATIONS, config.operations()).getResultList();
    return new Removed(
        dataRefs.size() == BATCH,
        dataRefs.stream().filter(it -> !it.isEmpty()).map(URI::create).toList());
  }

  private Query older(String statement, Duration age) {
    return entityManager
        .createNativeQuery(
            // The limit is no parameter: the plan for any number would read all events.
            statement.formatted("clock_timestamp() - make_interval(secs => :seconds)", BATCH))
        .setParameter("seconds", age.toMillis() / 1_000.0);
  }

  /**
   * Operations that were removed.
   *
   * @param more whether there may be more of them
   * @param reports what they leave behind
   */
  public record Removed(boolean more, List<URI> reports) {
    public Removed {
      reports = List.copyOf(reports);
    }
  }
}
