package io.gpmcworker.operation;

import io.gpmcworker.event.Outbox;
import io.gpmcworker.event.OutgoingEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What runs write down about their operations, each entry together with its events. */
@ApplicationScoped
public class RunLog {

  private static final int LONGEST_STEP = 512;

  private final EntityManager entityManager;
  private final Outbox outbox;
  private final OperationEvents events;
  private final Queue queue;
  private final Event<TargetsFreed> targetsFreed;

  RunLog(
      EntityManager entityManager,
      Outbox outbox,
      OperationEvents events,
      Queue queue,
      Event<TargetsFreed> targetsFreed) {
    this.entityManager = entityManager;
    this.outbox = outbox;
    this.events = events;
    this.queue = queue;
    this.targetsFreed = targetsFreed;
  }

  /**
   * Writes entries of any number of runs in one transaction.
   *
   * @return for each entry whether it was written; it is refused once its run has lost the right to
   *     the operation
   */
  @Transactional
  public List<Boolean> write(List<RunEntry> entries) {
    Map<String, Operation> operations =
        Rows.lock(
                entityManager,
                entries.stream().map(it -> it.key().operationId()).distinct().toList())
            .stream()
            .collect(Collectors.toMap(it -> it.id, Function.identity()));
    List<Boolean> written = new ArrayList<>(entries.size());
    List<OutgoingEvent> told = new ArrayList<>();
    boolean ended = false;
    for (RunEntry entry : entries) {
      RunKey key = entry.key();
      Operation operation = operations.get(key.operationId());
      boolean owned = operation != null && operation.ownedBy(key.worker(), key.epoch());
      if (operation != null && owned) {
        write(operation, entry, told);
        ended |= entry instanceof RunEntry.Ended;
      }
      written.add(owned);
    }
    outbox.append(told);
    if (ended && queue.anyWaiting()) {
      targetsFreed.fire(new TargetsFreed());
    }
    return written;
  }

  private void write(Operation operation, RunEntry entry, List<OutgoingEvent> told) {
    switch (entry) {
      case RunEntry.Progressed it -> told.add(progress(operation, it.progress()));
      case RunEntry.CancelDelivered it -> {
        // Written again where the answer to a commit that was done has been lost.
        if (operation.state != OperationState.CANCELLING) {
          operation.take(OperationState.Transition.DELIVER_CANCEL);
          operation.cancelDeliveredAt = it.at();
          told.add(events.cancelling(operation, it.reason(), it.at()));
        }
      }
      case RunEntry.Ended it -> {
        it.heldBack().ifPresent(held -> told.add(progress(operation, held)));
        operation.end(it.transition(), it.outcome(), Instant.now());
        told.add(events.ended(operation));
      }
    }
  }

  private OutgoingEvent progress(Operation operation, RunEntry.Progress progress) {
    String step = StoredText.of(progress.step(), LONGEST_STEP);
    operation.progressNumerator = progress.numerator();
    operation.progressDenominator = progress.denominator();
    operation.progressStep = step;
    return events.progressed(operation, progress.numerator(), progress.denominator(), step);
  }
}
