package io.gpmcworker.execution;

import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.OperationKind.Effect;
import io.gpmcworker.gpmc.Recovery.Completed;
import io.gpmcworker.gpmc.Recovery.NothingLeft;
import io.gpmcworker.gpmc.Recovery.Unknown;
import io.gpmcworker.operation.ClaimedOperation;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.Outcome;
import io.gpmcworker.operation.Queue;
import io.gpmcworker.operation.ResultJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Ends operations whose worker is gone: asks the driver what became of the call, and says so.
 * Nothing that changes a domain is run a second time.
 */
@ApplicationScoped
class Recovery {

  private static final Logger LOG = Logger.getLogger(Recovery.class);
  private static final int AT_ONCE = 16;

  private final Queue queue;
  private final Domains domains;
  private final Membership membership;
  private final RunJournal journal;
  private final boolean runLostAgain;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  /** What nobody here ran at the last look. */
  private Set<String> suspected = Set.of();

  Recovery(
      Queue queue,
      Domains domains,
      Membership membership,
      RunJournal journal,
      WorkerConfig config) {
    this.queue = queue;
    this.domains = domains;
    this.membership = membership;
    this.journal = journal;
    this.runLostAgain = config.runLostAgain();
  }

  /** Takes over what is lost, and finds out about each on a virtual thread. */
  void recoverLost() {
    queue.takeOverLost(membership.worker(), AT_ONCE).forEach(this::start);
  }

  /**
   * Finds out about operations that are this worker's by their rows and that nobody here runs: the
   * answer to the commit that made them so was lost.
   *
   * @param run those that run here
   */
  void recoverForgotten(Set<String> run) {
    Set<String> forgotten = new HashSet<>(queue.ownedBy(membership.worker()));
    forgotten.removeAll(run);
    forgotten.removeAll(underWay);
    // Seen once it may only just have been claimed.
    Set<String> certain = new HashSet<>(forgotten);
    certain.retainAll(suspected);
    suspected = forgotten;
    if (!certain.isEmpty()) {
      queue.takeOver(membership.worker(), certain).forEach(this::start);
    }
  }

  private void start(ClaimedOperation operation) {
    String id = operation.key().operationId();
    LOG.infof("GPMC-X09 Finding out what became of %s", id);
    underWay.add(id);
    Thread.ofVirtual()
        .name("recovery-" + id)
        .start(() -> {
          try {
            recover(operation);
          } finally {
            underWay.remove(id);
          }
        });
  }

  private void recover(ClaimedOperation operation) {
    Right right = new Right(() -> membership.holds(operation.key().worker()));
    io.gpmcworker.gpmc.Recovery found =
        domains
            .driver(operation.domain())
            .map(driver -> askDriver(driver, operation, right))
            .orElseGet(() ->
                new Unknown(
                    "Domain '%s' is not configured on the worker that looked."
                        .formatted(operation.domain())));
    if (right.lost()) {
      LOG.warnf(
          "GPMC-X16 Lost the right to %s while finding out about it; whoever has it now will",
          operation.key().operationId());
      return;
    }
    switch (found) {
      case Completed completed ->
          journal.ended(
              operation.key(),
              Transition.SUCCEED,
              new Outcome(
                  Optional.empty(),
                  Optional.of(HResult.S_OK),
                  Optional.of("Its worker is gone; its work was found complete."),
                  Optional.of(ResultJson.of(completed.value())),
                  Optional.empty()),
              Optional.empty());
      case NothingLeft nothing -> endUndone(operation);
      case Unknown unknown ->
          journal.ended(
              operation.key(),
              Transition.LOSE_SIGHT,
              Outcome.because(EndReason.OWNER_LOST, unknown.observed()),
              Optional.empty());
    }
  }

  private io.gpmcworker.gpmc.Recovery askDriver(
      GpmcDriver driver, ClaimedOperation operation, Right right) {
    try {
      return driver.recover(
          operation.request(), new OperationContext(operation.key().operationId(), right));
    } catch (RuntimeException e) {
      // Without an end the operation would hold its target for as long as this worker lives.
      LOG.errorf(e, "GPMC-X11 Could not find out what became of %s", operation.key().operationId());
      return new Unknown("What became of it could not be found out: " + e);
    }
  }

  private void endUndone(ClaimedOperation operation) {
    if (operation.cancelRequested()) {
      journal.ended(
          operation.key(),
          Transition.CANCEL,
          Outcome.because(
              EndReason.REQUESTED, "Its worker is gone; nothing of the operation was left."),
          Optional.empty());
    } else if (operation.cancelling()) {
      journal.ended(
          operation.key(),
          Transition.CANCEL,
          Outcome.because(
              EndReason.SHUTDOWN, "Its worker was shut down; nothing of the operation was left."),
          Optional.empty());
    } else if (runLostAgain && operation.request().kind().effect() == Effect.READS) {
      putBack(operation);
    } else {
      journal.ended(
          operation.key(),
          Transition.FAIL,
          Outcome.because(
              EndReason.OWNER_LOST,
              "Its worker is gone; nothing of the operation was left. It can be started again"
                  + " under a new id."),
          Optional.empty());
    }
  }

  private void putBack(ClaimedOperation operation) {
    try {
      queue.putBack(operation.key());
    } catch (RuntimeException e) {
      // It keeps its target until this worker is gone too, or it is ended here.
      LOG.warnf("GPMC-X12 Could not queue %s again: %s", operation.key().operationId(), e);
      journal.ended(
          operation.key(),
          Transition.FAIL,
          Outcome.because(
              EndReason.OWNER_LOST,
              "Its worker is gone; nothing of the operation was left, and it could not be queued"
                  + " again. It can be started again under a new id."),
          Optional.empty());
    }
  }
}
