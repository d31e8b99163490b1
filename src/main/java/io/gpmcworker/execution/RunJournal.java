package io.gpmcworker.execution;

import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.operation.OperationState.Transition;
import io.gpmcworker.operation.Outcome;
import io.gpmcworker.operation.RunEntry;
import io.gpmcworker.operation.RunKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Writes what runs have to tell, also through a database that is away for a while. What must not be
 * lost is tried again for as long as the worker's lease may still hold.
 */
@ApplicationScoped
class RunJournal {

  private static final Logger LOG = Logger.getLogger(RunJournal.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final GroupCommit log;
  private final Membership membership;

  RunJournal(GroupCommit log, Membership membership) {
    this.log = log;
    this.membership = membership;
  }

  /** Progress is worth one try. */
  boolean progressed(RunKey key, ProgressStatus status) {
    try {
      return log.write(
          new RunEntry.Progressed(
              key, new RunEntry.Progress(status.numerator(), status.denominator(), status.step())));
    } catch (RuntimeException e) {
      LOG.debugf("Progress of %s was not written: %s", key.operationId(), e.getMessage());
      return true;
    }
  }

  boolean cancelDelivered(RunKey key, EndReason reason, Instant at) {
    return persist(new RunEntry.CancelDelivered(key, reason, at));
  }

  boolean ended(
      RunKey key, Transition transition, Outcome outcome, Optional<RunEntry.Progress> heldBack) {
    return persist(new RunEntry.Ended(key, transition, outcome, heldBack));
  }

  private boolean persist(RunEntry entry) {
    RunKey key = entry.key();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return log.write(entry);
      } catch (RuntimeException e) {
        if (!membership.holds(key.worker())) {
          LOG.warnf(
              "GPMC-X03 Could not write down what became of %s before the lease ran out; recovery"
                  + " will find out: %s",
              key.operationId(), e.getMessage());
          return false;
        }
        LOG.warnf(
            "GPMC-X04 Could not write down what became of %s, trying again: %s",
            key.operationId(), e.getMessage());
      }
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }
}
