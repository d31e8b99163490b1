package io.gpmcworker.operation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The workers and their leases. A worker is one start of the program; a restart is a new worker.
 * All times are the database's own.
 */
@ApplicationScoped
public class Workers {

  private final EntityManager entityManager;

  Workers(EntityManager entityManager) {
    this.entityManager = entityManager;
  }

  /** Enters a worker with a fresh lease. */
  @Transactional
  public void register(UUID worker, String name, Duration lease) {
    entityManager
        .createNativeQuery(
            """
            INSERT INTO worker (id, name, started_at, renewed_at, lease_until)
            VALUES (:id, :name, clock_timestamp(), clock_timestamp(),
                    clock_timestamp() + make_interval(secs => :seconds))
            """)
        .setParameter("id", worker)
        .setParameter("name", name)
        .setParameter("seconds", seconds(lease))
        .executeUpdate();
  }

  /**
   * Renews a lease that has not run out.
   *
   * @return false if it had run out: others may have taken over the worker's operations
   */
  @Transactional
  public boolean renew(UUID worker, Duration lease) {
    return entityManager
            .createNativeQuery(
                """
                UPDATE worker
                SET renewed_at = clock_timestamp(),
                    lease_until = clock_timestamp() + make_interval(secs => :seconds)
                WHERE id = :id AND lease_until > clock_timestamp()
                """)
            .setParameter("id", worker)
            .setParameter("seconds", seconds(lease))
            .executeUpdate()
        == 1;
  }

  /** Whether a worker's lease runs. */
  @Transactional
  public boolean alive(UUID worker) {
    return !entityManager
        .createNativeQuery(
            "SELECT 1 FROM worker WHERE id = :id AND lease_until > clock_timestamp()")
        .setParameter("id", worker)
        .getResultList()
        .isEmpty();
  }

  /** All of them, with what each runs; those that are gone too, until they are cleared away. */
  @Transactional
  public List<WorkerView> list() {
    @SuppressWarnings("unchecked")
    List<Object[]> rows =
        entityManager
            .createNativeQuery(
                """
                SELECT w.id, w.name, w.started_at,
                  cast(extract(epoch FROM clock_timestamp() - w.renewed_at) AS double precision),
                  cast(extract(epoch FROM w.lease_until - clock_timestamp()) AS double precision),
                  array(SELECT o.id FROM operation o
                        WHERE o.owner = w.id AND o.state IN ('RUNNING', 'CANCELLING')
                        ORDER BY o.place)
                FROM worker w ORDER BY w.name, w.started_at
                """)
            .getResultList();
    return rows.stream()
        .map(row ->
            new WorkerView(
                (UUID) row[0],
                (String) row[1],
                (Instant) row[2],
                (Double) row[3],
                (Double) row[4],
                List.of((String[]) row[5])))
        .toList();
  }

  /** Removes a worker that has given back all its operations. */
  @Transactional
  public void remove(UUID worker) {
    entityManager
        .createNativeQuery("DELETE FROM worker WHERE id = :id")
        .setParameter("id", worker)
        .executeUpdate();
  }

  /** Removes workers whose lease has run out and who are named by no live operation any more. */
  @Transactional
  public void removeDead() {
    entityManager
        .createNativeQuery(
            """
            DELETE FROM worker w
            WHERE w.lease_until <= clock_timestamp()
              AND NOT EXISTS (SELECT 1 FROM operation o
                              WHERE o.owner = w.id AND o.state IN ('RUNNING', 'CANCELLING'))
            """)
        .executeUpdate();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
