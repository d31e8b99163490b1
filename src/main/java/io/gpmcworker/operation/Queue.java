package io.gpmcworker.operation;

import io.gpmcworker.event.Outbox;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operations that wait: who may go next, and who has waited too long. */
@ApplicationScoped
public class Queue {

  /** Held while a worker claims, so that two never judge by the same, half-written state. */
  private static final long CLAIM_LOCK = 0x67706D63_636C6169L;

  /** An operation goes when nothing live that was accepted before it touches the same target. */
  private static final String CLAIMABLE =
      """
      SELECT o.id
      FROM operation o
      WHERE o.state = 'QUEUED' AND o.target IS NOT NULL
        AND (o.expires_at IS NULL OR o.expires_at > clock_timestamp())
        AND NOT EXISTS (
          SELECT 1 FROM operation e
          WHERE e.domain = o.domain AND e.state IN ('QUEUED', 'RUNNING', 'CANCELLING')
            AND e.target = o.target AND e.id <> o.id
            AND (e.place < o.place OR e.state <> 'QUEUED'))
        AND NOT EXISTS (
          SELECT 1 FROM operation e
          WHERE e.domain = o.domain AND e.state IN ('QUEUED', 'RUNNING', 'CANCELLING')
            AND e.target = '*' AND e.id <> o.id
            AND (e.place < o.place OR e.state <> 'QUEUED'))
        AND NOT EXISTS (
          SELECT 1 FROM operation e
          WHERE e.domain = o.domain AND e.state = 'QUEUED'
            AND e.target IS NULL AND e.place < o.place)
        AND NOT (o.target = '*' AND EXISTS (
          SELECT 1 FROM operation e
          WHERE e.domain = o.domain AND e.state IN ('QUEUED', 'RUNNING', 'CANCELLING')
            AND e.id <> o.id
            AND (e.place < o.place OR e.state <> 'QUEUED')))
      ORDER BY o.place
      LIMIT :limit
      FOR UPDATE OF o SKIP LOCKED
      """;

  private static final int EXPIRY_BATCH = 100;

  private final EntityManager entityManager;
  private final Outbox outbox;
  private final OperationEvents events;
  private final Requests requests;

  Queue(EntityManager entityManager, Outbox outbox, OperationEvents events, Requests requests) {
    this.entityManager = entityManager;
    this.outbox = outbox;
    this.events = events;
    this.requests = requests;
  }

  /** Waiting operations whose target has not been looked up yet, oldest first. */
  @Transactional
  public List<Untargeted> untargeted(int limit) {
    return Operation.<Operation>find(
            "state = ?1 and target is null order by place", OperationState.QUEUED)
        .page(0, limit)
        .list()
        .stream()
        .map(it -> new Untargeted(it.id, it.domain, requests.stored(it.kind, it.parameters)))
        .toList();
  }

  /** Whether any operation waits. */
  @Transactional
  public boolean anyWaiting() {
    return (boolean)
        entityManager
            .createNativeQuery("SELECT EXISTS (SELECT 1 FROM operation WHERE state = 'QUEUED')")
            .getSingleResult();
  }

  /**
   * Takes up to {@code limit} operations for a worker.
   *
   * @param targets what has been found out about the targets of waiting operations, by their ids;
   *     written down first
   */
  @Transactional
  public List<ClaimedOperation> claim(
      UUID worker, String workerName, int limit, Map<String, Target> targets) {
    setTargets(targets);
    lockClaims();
    @SuppressWarnings("unchecked")
    List<String> ids =
        entityManager.createNativeQuery(CLAIMABLE).setParameter("limit", limit).getResultList();
    if (ids.isEmpty()) {
      return List.of();
    }
    List<ClaimedOperation> claimed = new ArrayList<>();
    List<OutgoingEvent> started = new ArrayList<>();
    for (Operation operation : Operation.<Operation>list("id in ?1 order by place", ids)) {
      operation.take(Transition.CLAIM);
      operation.owner = worker;
      operation.epoch++;
      operation.startedAt = Instant.now();
      started.add(events.started(operation, workerName));
      claimed.add(claimed(operation));
    }
    outbox.append(started);
    return claimed;
  }

  /** Takes over operations whose worker is gone, so that what became of them can be found out. */
  @Transactional
  public List<ClaimedOperation> takeOverLost(UUID worker, int limit) {
    @SuppressWarnings("unchecked")
    List<String> ids =
        entityManager
            .createNativeQuery(
                """
                SELECT o.id
                FROM operation o
                WHERE o.state IN ('RUNNING', 'CANCELLING')
                  AND NOT EXISTS (SELECT 1 FROM worker w
                                  WHERE w.id = o.owner AND w.lease_until > clock_timestamp())
                ORDER BY o.place
                LIMIT :limit
                FOR UPDATE OF o SKIP LOCKED
                """)
            .setParameter("limit", limit)
            .getResultList();
    List<ClaimedOperation> taken = new ArrayList<>();
    for (String id : ids) {
      Operation operation = Operation.findById(id, LockModeType.PESSIMISTIC_WRITE);
      operation.owner = worker;
      operation.epoch++;
      taken.add(claimed(operation));
    }
    return taken;
  }

  /** The operations that are a worker's by their rows. */
  @Transactional
  public List<String> ownedBy(UUID worker) {
    return Operation.<Operation>list(
            "owner = ?1 and state in ?2",
            worker,
            List.of(OperationState.RUNNING, OperationState.CANCELLING))
        .stream()
        .map(it -> it.id)
        .toList();
  }

  /** Takes operations of a worker from it, for itself, so that what became of them can be found out. */
  @Transactional
  public List<ClaimedOperation> takeOver(UUID worker, Collection<String> ids) {
    List<ClaimedOperation> taken = new ArrayList<>();
    // In order of id, as everybody locks rows.
    for (String id : new TreeSet<>(ids)) {
      @Nullable Operation operation = Operation.findById(id, LockModeType.PESSIMISTIC_WRITE);
      if (operation != null && operation.ownedBy(worker, operation.epoch)) {
        operation.epoch++;
        taken.add(claimed(operation));
      }
    }
    return taken;
  }

  /** The operations of a worker for which a cancel is recorded that has not been delivered. */
  @Transactional
  public List<String> undeliveredCancels(UUID worker) {
    return Operation.<Operation>list(
            "owner = ?1 and state = ?2 and cancelRequestedAt is not null",
            worker,
            OperationState.RUNNING)
        .stream()
        .map(it -> it.id)
        .toList();
  }

  /** Ends operations that have waited beyond their expiry time. */
  @Transactional
  public void endExpired() {
    @SuppressWarnings("unchecked")
    List<String> ids =
        entityManager
            .createNativeQuery(
                """
                SELECT id FROM operation
                WHERE state = 'QUEUED' AND expires_at <= clock_timestamp()
                LIMIT :limit
                FOR UPDATE SKIP LOCKED
                """)
            .setParameter("limit", EXPIRY_BATCH)
            .getResultList();
    List<OutgoingEvent> ended = new ArrayList<>();
    for (String id : ids) {
      Operation operation = Operation.findById(id);
      operation.end(
          Transition.CANCEL,
          Outcome.because(EndReason.EXPIRED, "Its expiry time passed while it waited."),
          Instant.now());
      ended.add(events.ended(operation));
    }
    outbox.append(ended);
  }

  private void setTargets(Map<String, Target> targets) {
    if (targets.isEmpty()) {
      return;
    }
    List<String> ids = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    // In order of id, as everybody locks rows.
    new TreeMap<>(targets)
        .forEach((operationId, target) -> {
          ids.add(operationId);
          keys.add(target.key());
        });
    entityManager
        .createNativeQuery(
            """
            UPDATE operation o SET target = found.target
            FROM unnest(cast(:ids AS text[]), cast(:targets AS text[])) AS found (id, target)
            WHERE o.id = found.id AND o.state = 'QUEUED' AND o.target IS NULL
            """)
        .setParameter("ids", ids.toArray(String[]::new))
        .setParameter("targets", keys.toArray(String[]::new))
        .executeUpdate();
  }

  private void lockClaims() {
    entityManager
        .createNativeQuery("SELECT cast(pg_advisory_xact_lock(:lock) AS text)")
        .setParameter("lock", CLAIM_LOCK)
        .getSingleResult();
  }

  private ClaimedOperation claimed(Operation operation) {
    UUID owner = operation.owner;
    if (owner == null) {
      throw new IllegalStateException(operation.id + " was claimed by nobody");
    }
    return new ClaimedOperation(
        new RunKey(operation.id, owner, operation.epoch),
        operation.domain,
        requests.stored(operation.kind, operation.parameters),
        operation.cancelRequested(),
        operation.state == OperationState.CANCELLING);
  }

  /** A waiting operation whose target is not known yet. */
  public record Untargeted(String operationId, String domain, GpmcRequest request) {}
}
