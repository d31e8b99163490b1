package io.gpmcworker.operation;

import io.gpmcworker.event.Outbox;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Takes operations for a worker: in each domain the most urgent first, the domains in turn, and
 * never one that touches what another, running or accepted before it, touches too.
 */
@ApplicationScoped
public class Claims {

  /** Held while a worker claims, so that two never judge by the same, half-written state. */
  private static final long CLAIM_LOCK = 0x67706D63_636C6169L;

  /** How many waiting operations of a domain are looked at, the most urgent of them. */
  private static final int WINDOW = 1_000;

  /** How many targets are looked at when all in the window wait for others. */
  private static final int TARGETS = 5_000;

  /** The most urgent of a domain. */
  private static final String NEXT =
      """
      next AS (
        SELECT id, target, place, priority, expires_at
        FROM operation
        WHERE domain = :domain AND state = 'QUEUED'
        ORDER BY priority DESC, place
        LIMIT %d)
      """
          .formatted(WINDOW);

  /** The first of each target, where many wait for few. Walks from one target to the next. */
  private static final String FIRST_OF_TARGETS =
      """
      first AS (
        (SELECT id, target, place, priority, expires_at
         FROM operation
         WHERE domain = :domain AND state = 'QUEUED' AND target IS NOT NULL
         ORDER BY target, place
         LIMIT 1)
        UNION ALL
        SELECT following.*
        FROM first CROSS JOIN LATERAL (
          SELECT o.id, o.target, o.place, o.priority, o.expires_at
          FROM operation o
          WHERE o.domain = :domain AND o.state = 'QUEUED' AND o.target > first.target
          ORDER BY o.target, o.place
          LIMIT 1) following),
      next AS (SELECT * FROM first LIMIT %d)
      """
          .formatted(TARGETS);

  /**
   * Those of them that wait for nobody, and, where these are too few, beside them how many were
   * looked at; one row at least.
   */
  private static final String CLAIMABLE =
      """
      WITH RECURSIVE %s,
      present AS MATERIALIZED (
        SELECT
          EXISTS (SELECT 1 FROM operation
                  WHERE domain = :domain AND state IN ('RUNNING', 'CANCELLING')) AS any_runs,
          EXISTS (SELECT 1 FROM operation
                  WHERE domain = :domain AND state IN ('RUNNING', 'CANCELLING')
                    AND target = '*') AS whole_runs,
          (SELECT min(place) FROM operation
           WHERE domain = :domain AND state = 'QUEUED') AS first,
          (SELECT min(place) FROM operation
           WHERE domain = :domain AND state = 'QUEUED' AND target = '*') AS first_whole,
          (SELECT min(place) FROM operation
           WHERE domain = :domain AND state = 'QUEUED' AND target IS NULL) AS first_unknown),
      claimable AS MATERIALIZED (
        SELECT next.*
        FROM next CROSS JOIN present
        WHERE next.target IS NOT NULL
          AND (next.expires_at IS NULL OR next.expires_at > clock_timestamp())
          AND NOT whole_runs
          AND next.place <= coalesce(first_unknown, next.place)
          AND next.place <= coalesce(first_whole, next.place)
          AND (next.target <> '*' OR (NOT any_runs AND next.place = first))
          AND NOT EXISTS (
            SELECT 1 FROM operation r
            WHERE r.domain = :domain AND r.state IN ('RUNNING', 'CANCELLING')
              AND r.target = next.target)
          AND NOT EXISTS (
            SELECT 1 FROM operation w
            WHERE w.domain = :domain AND w.state = 'QUEUED'
              AND w.target = next.target AND w.place < next.place)
        ORDER BY next.priority DESC, next.place
        LIMIT :limit)
      SELECT id, seen
      FROM (
        SELECT CASE WHEN (SELECT count(*) FROM claimable) < :limit
          THEN (SELECT count(*) FROM next) ELSE 0 END AS seen)
      LEFT JOIN claimable ON true
      ORDER BY priority DESC, place
      """;

  static final String CLAIMABLE_OF_NEXT = CLAIMABLE.formatted(NEXT);
  static final String CLAIMABLE_OF_TARGETS = CLAIMABLE.formatted(FIRST_OF_TARGETS);

  private final EntityManager entityManager;
  private final Outbox outbox;
  private final OperationEvents events;
  private final Requests requests;
  private final Map<String, Integer> domainLimits;
  private final AtomicInteger turn = new AtomicInteger();

  Claims(
      EntityManager entityManager,
      Outbox outbox,
      OperationEvents events,
      Requests requests,
      QueueConfig config) {
    this.entityManager = entityManager;
    this.outbox = outbox;
    this.events = events;
    this.requests = requests;
    this.domainLimits = config.domainLimits();
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
    if (limit == 0) {
      return List.of();
    }
    lockClaims();
    List<Operation> chosen = lock(choose(limit));
    List<ClaimedOperation> claimed = new ArrayList<>();
    List<OutgoingEvent> started = new ArrayList<>();
    for (Operation operation : chosen) {
      operation.take(Transition.CLAIM);
      operation.owner = worker;
      operation.epoch++;
      operation.startedAt = Instant.now();
      started.add(events.started(operation, workerName));
      claimed.add(ClaimedOperation.of(operation, requests));
    }
    outbox.append(started);
    return claimed;
  }

  private void setTargets(Map<String, Target> targets) {
    if (targets.isEmpty()) {
      return;
    }
    List<String> ids = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    targets.forEach((operationId, target) -> {
      ids.add(operationId);
      keys.add(target.key());
    });
    // Locked in order of id, as everybody locks rows.
    entityManager
        .createNativeQuery(
            """
            WITH locked AS MATERIALIZED (
              SELECT id FROM operation
              WHERE id = ANY(cast(:ids AS text[])) AND state = 'QUEUED' AND target IS NULL
              ORDER BY id FOR UPDATE)
            UPDATE operation o SET target = found.target
            FROM locked
            JOIN unnest(cast(:ids AS text[]), cast(:targets AS text[])) AS found (id, target)
              ON found.id = locked.id
            WHERE o.id = locked.id
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

  /** Takes from the domains in turn, so that a flood in one does not starve the others. */
  private List<String> choose(int limit) {
    List<String> domains = new ArrayList<>(Queue.waitingDomains(entityManager));
    if (domains.isEmpty()) {
      return List.of();
    }
    Collections.rotate(domains, turn.getAndIncrement() % domains.size());
    List<Deque<String>> claimable =
        domains.stream().<Deque<String>>map(it -> new ArrayDeque<>(claimable(it, limit))).toList();
    List<String> chosen = new ArrayList<>();
    while (chosen.size() < limit && claimable.stream().anyMatch(it -> !it.isEmpty())) {
      claimable.stream()
          .flatMap(it -> Stream.ofNullable(it.poll()))
          .limit(limit - chosen.size())
          .forEach(chosen::add);
    }
    return chosen;
  }

  private List<String> claimable(String domain, int limit) {
    int room = Math.min(limit, left(domain));
    if (room <= 0) {
      return List.of();
    }
    Claimable next = claimable(CLAIMABLE_OF_NEXT, domain, room);
    return next.ids().size() == room || next.seen() < WINDOW
        ? next.ids()
        : claimable(CLAIMABLE_OF_TARGETS, domain, room).ids();
  }

  private Claimable claimable(String query, String domain, int limit) {
    @SuppressWarnings("unchecked")
    List<Tuple> rows =
        entityManager
            .createNativeQuery(query, Tuple.class)
            .setParameter("domain", domain)
            .setParameter("limit", limit)
            .getResultList();
    return new Claimable(
        rows.stream().flatMap(it -> Stream.ofNullable(it.get(0, String.class))).toList(),
        rows.getFirst().get(1, Long.class));
  }

  /**
   * Operations that may be claimed.
   *
   * @param seen how many were looked at, where fewer may be claimed than were asked for
   */
  private record Claimable(List<String> ids, long seen) {}

  /** How many more may run in a domain. */
  private int left(String domain) {
    Integer most = domainLimits.get(domain);
    return most == null
        ? Integer.MAX_VALUE
        : most
            - Math.toIntExact(
                Operation.count("domain = ?1 and state in (RUNNING, CANCELLING)", domain));
  }

  /** Those of them that still wait, and that no command is about to change. */
  private List<Operation> lock(Collection<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return Rows.lockWaiting(entityManager, ids).stream()
        .sorted(
            Comparator.comparingInt((Operation it) -> it.priority)
                .reversed()
                .thenComparing(it -> it.place, Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }
}
