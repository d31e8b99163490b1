package io.gpmcworker.execution;

import io.gpmcworker.operation.CancelRequested;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.signal.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** Takes a recorded cancel to the live handle: here at once, elsewhere by a signal. */
@ApplicationScoped
class CancelSignals {

  private final LiveRuns runs;
  private final Membership membership;
  private final Signals signals;

  CancelSignals(LiveRuns runs, Membership membership, Signals signals) {
    this.runs = runs;
    this.membership = membership;
    this.signals = signals;
  }

  void listen() {
    signals.on(Signals.CANCEL, operationId -> runs.cancel(operationId, EndReason.REQUESTED));
  }

  void recorded(@Observes(during = TransactionPhase.IN_PROGRESS) CancelRequested cancel) {
    if (!cancel.owner().equals(membership.worker())) {
      signals.notifyOnCommit(Signals.CANCEL, cancel.operationId());
    }
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) CancelRequested cancel) {
    runs.cancel(cancel.operationId(), EndReason.REQUESTED);
  }
}
