package io.gpmcworker.operation;

import io.gpmcworker.event.Outbox;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operations that wait, and those whose worker is gone. */
@ApplicationScoped
public class Queue {

  private static final int EXPIRY_BATCH = 500;

  /** Walks from one domain to the next, however many operations wait in each. */
  static final String WAITING_DOMAINS =
      """
      WITH RECURSIVE waiting AS (
        SELECT min(domain) AS domain FROM operation WHERE state = 'QUEUED'
        UNION ALL
        SELECT (SELECT min(o.domain) FROM operation o
                WHERE o.state = 'QUEUED' AND o.domain > w.domain)
        FROM waiting w WHERE w.domain IS NOT NULL)
      SELECT domain FROM waiting WHERE domain IS NOT NULL
      """;

  /** Operations whose worker is gone. */
  static final String LOST =
      """
      SELECT o.id
      FROM operation o
      WHERE o.state IN ('RUNNING', 'CANCELLING')
        AND NOT EXISTS (SELECT 1 FROM worker w
                        WHERE w.id = o.owner AND w.lease_until > clock_timestamp())
      ORDER BY o.place
      LIMIT :limit
      FOR UPDATE OF o SKIP LOCKED
      """;

  /** Operations that have waited for too long. */
  static final String EXPIRED =
      """
      SELECT id FROM operation
      WHERE state = 'QUEUED' AND expires_at <= clock_timestamp()
      LIMIT :limit
      FOR UPDATE SKIP LOCKED
      """;

  /**
   * By the index: that any row exists would be looked up row by row where most rows wait, beginning
   * with those that have ended.
   */
  static final String ANY_WAITING =
      "SELECT min(domain) IS NOT NULL FROM operation WHERE state = 'QUEUED'";

  private final EntityManager entityManager;
  private final Outbox outbox;
  private final OperationEvents events;
  private final Requests requests;
  private final Event<OperationsQueued> operationsQueued;

  Queue(
      EntityManager entityManager,
      Outbox outbox,
      OperationEvents events,
      Requests requests,
      Event<OperationsQueued> operationsQueued) {
    this.entityManager = entityManager;
    this.outbox = outbox;
    this.events = events;
    this.requests = requests;
    this.operationsQueued = operationsQueued;
  }

  /**
   * Waiting operations whose target has not been looked up yet: the oldest of each domain, since
   * nothing accepted after them can run before it is known what they touch.
   */
  @Transactional
  public Untargeted untargeted(int limit) {
    List<String> domains = waitingDomains(entityManager);
    int limitOfEach = Math.max(1, limit / Math.max(1, domains.size()));
    List<Untargeted.Item> items = new ArrayList<>();
    boolean more = false;
    for (String domain : domains) {
      List<Operation> oldest =
          Operation.<Operation>find(
                  "domain = ?1 and state = QUEUED and target is null order by place", domain)
              .page(0, limitOfEach)
              .list();
      oldest.forEach(it -> items.add(item(it.id, domain, it.kind, it.parameters)));
      more |= oldest.size() == limitOfEach;
    }
    return new Untargeted(items, more);
  }

  /** Operations that have just been taken in. */
  public Untargeted untargeted(List<Command.StartOperation> taken) {
    return new Untargeted(
        taken.stream()
            .map(it -> item(it.operationId().value(), it.domain(), it.kind(), it.parameters()))
            .toList(),
        false);
  }

  private Untargeted.Item item(String id, String domain, OperationKind kind, String parameters) {
    return new Untargeted.Item(id, domain, requests.stored(kind, parameters));
  }

  /** The domains in which operations wait. */
  static List<String> waitingDomains(EntityManager entityManager) {
    @SuppressWarnings("unchecked")
    List<String> domains = entityManager.createNativeQuery(WAITING_DOMAINS).getResultList();
    return domains;
  }

  /** Whether any operation waits. */
  @Transactional
  public boolean anyWaiting() {
    return (boolean) entityManager.createNativeQuery(ANY_WAITING).getSingleResult();
  }

  /** Takes over operations whose worker is gone, so that what became of them can be found out. */
  @Transactional
  public List<ClaimedOperation> takeOverLost(UUID worker, int limit) {
    @SuppressWarnings("unchecked")
    List<String> ids =
        entityManager.createNativeQuery(LOST).setParameter("limit", limit).getResultList();
    List<ClaimedOperation> taken = new ArrayList<>();
    for (String id : ids) {
      Operation operation = Operation.findById(id, LockModeType.PESSIMISTIC_WRITE);
      operation.owner = worker;
      operation.epoch++;
      taken.add(ClaimedOperation.of(operation, requests));
    }
    return taken;
  }

  /**
   * Whether an operation has ended, and with certainty: of one that ended as unknown the call may
   * still run somewhere.
   */
  @Transactional
  public boolean isOver(String operationId) {
    return Operation.count("id = ?1 and state in (SUCCEEDED, FAILED, CANCELLED)", operationId) > 0;
  }

  /** The operations that are a worker's by their rows. */
  @Transactional
  public List<String> ownedBy(UUID worker) {
    return Operation.<Operation>list("owner = ?1 and state in (RUNNING, CANCELLING)", worker)
        .stream()
        .map(it -> it.id)
        .toList();
  }

  /**
   * Takes operations of a worker from it, for itself, so that what became of them can be found out.
   */
  @Transactional
  public List<ClaimedOperation> takeOver(UUID worker, Collection<String> ids) {
    List<ClaimedOperation> taken = new ArrayList<>();
    // In order of id, as everybody locks rows.
    for (String id : new TreeSet<>(ids)) {
      @Nullable Operation operation = Operation.findById(id, LockModeType.PESSIMISTIC_WRITE);
      if (operation != null && operation.ownedBy(worker, operation.epoch)) {
        operation.epoch++;
        taken.add(ClaimedOperation.of(operation, requests));
      }
    }
    return taken;
  }

  /** The operations of a worker for which a cancel is recorded that has not been delivered. */
  @Transactional
  public List<String> undeliveredCancels(UUID worker) {
    return Operation.<Operation>list(
            "owner = ?1 and state = RUNNING and cancelRequestedAt is not null", worker)
        .stream()
        .map(it -> it.id)
        .toList();
  }

  /**
   * Puts an operation back of which nothing is left, to be run again from its beginning.
   *
   * @return false if the right to it is lost
   */
  @Transactional
  public boolean putBack(RunKey key) {
    Operation operation = Operation.findById(key.operationId(), LockModeType.PESSIMISTIC_WRITE);
    if (operation == null || !operation.ownedBy(key.worker(), key.epoch())) {
      return false;
    }
    operation.take(Transition.PUT_BACK);
    operation.owner = null;
    operation.startedAt = null;
    operation.progressNumerator = null;
    operation.progressDenominator = null;
    operation.progressStep = null;
    operationsQueued.fire(new OperationsQueued(List.of()));
    return true;
  }

  /**
   * Ends operations that have waited beyond their expiry time.
   *
   * @return whether there may be more of them
   */
  @Transactional
  public boolean endExpired() {
    @SuppressWarnings("unchecked")
    List<String> ids =
        entityManager
            .createNativeQuery(EXPIRED)
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
    return ids.size() == EXPIRY_BATCH;
  }

  /**
   * Waiting operations whose targets are not known yet.
   *
   * @param more whether there may be more of them
   */
  public record Untargeted(List<Item> items, boolean more) {
    public Untargeted {
      items = List.copyOf(items);
    }

    /** One of them. */
    public record Item(String operationId, String domain, GpmcRequest request) {}
  }
}
