package io.gpmcworker.operation;

import io.gpmcworker.event.EventData;
import io.gpmcworker.event.EventType;
import io.gpmcworker.event.Outbox;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.gpmc.OperationKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes in commands: makes them durable, answers cancels, all of a batch in one transaction.
 *
 * <p>Commands of one operation are taken in their order. Taking a command in again changes nothing:
 * a start is known by its operation id, a cancel by its command's source and id.
 */
@ApplicationScoped
public class Intake {

  private final EntityManager entityManager;
  private final Outbox outbox;
  private final OperationEvents events;
  private final Workers workers;
  private final Map<OperationKind, Integer> priorities;
  private final Event<CancelRequested> cancelRequested;
  private final Event<OperationsQueued> operationsQueued;

  Intake(
      EntityManager entityManager,
      Outbox outbox,
      OperationEvents events,
      Workers workers,
      QueueConfig queue,
      Event<CancelRequested> cancelRequested,
      Event<OperationsQueued> operationsQueued) {
    this.entityManager = entityManager;
    this.outbox = outbox;
    this.events = events;
    this.workers = workers;
    this.priorities = queue.priorities();
    this.cancelRequested = cancelRequested;
    this.operationsQueued = operationsQueued;
  }

  /**
   * Takes in a batch.
   *
   * @return the starts whose id is taken by an operation with other content; nothing came of them
   */
  @Transactional
  public List<Command.StartOperation> take(List<Command> commands) {
    Batch batch = new Batch(commands, false);
    for (Command command : commands) {
      switch (command) {
        case Command.StartOperation start -> batch.start(start);
        case Command.CancelOperation cancel -> batch.cancel(cancel);
      }
    }
    outbox.append(batch.events);
    if (!batch.queued.isEmpty()) {
      operationsQueued.fire(new OperationsQueued(batch.queued));
    }
    return batch.conflicts;
  }

  /**
   * Answers cancels before the turn of these commands has come. When it comes, {@link #take} has
   * nothing left to do for them. An operation whose start waits in front of its cancel is one that
   * was never seen: that start will end it unrun.
   */
  @Transactional
  public void takeAhead(List<Command.CancelOperation> cancels) {
    Batch batch = new Batch(cancels, true);
    cancels.forEach(batch::cancelAhead);
    outbox.append(batch.events);
  }

  private final class Batch {

    /** As exact as the database keeps it, so that an answer is the same when it is given again. */
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final Map<String, Operation> operations;
    private final Map<String, CancelTombstone> tombstones;
    private final Map<UUID, AnsweredCommand> answers;
    private final List<OutgoingEvent> events = new ArrayList<>();
    private final List<Command.StartOperation> conflicts = new ArrayList<>();
    private final List<Command.StartOperation> queued = new ArrayList<>();
    private final boolean ahead;

    Batch(List<? extends Command> commands, boolean ahead) {
      this.ahead = ahead;
      Set<String> ids = new HashSet<>();
      Set<UUID> cancels = new HashSet<>();
      Set<String> cancelled = new HashSet<>();
      for (Command command : commands) {
        ids.add(command.operationId().value());
        if (command instanceof Command.CancelOperation cancel) {
          cancels.add(answerId(cancel));
          cancelled.add(cancel.operationId().value());
        }
      }
      // In order of id, so that two batches never wait for each other.
      operations = index(Rows.lock(entityManager, ids), it -> it.id);
      if (!cancelled.isEmpty()) {
        // Those that have a row too: another batch may have looked before the row was there.
        Rows.lockAnswers(entityManager, cancelled);
      }
      tombstones = index(Rows.tombstones(entityManager, ids), it -> it.operationId);
      answers =
          cancels.isEmpty()
              ? new HashMap<>()
              : index(Rows.answers(entityManager, cancels), it -> it.id);
    }

    private static <K, V> Map<K, V> index(List<V> values, Function<V, K> key) {
      return new HashMap<>(values.stream().collect(Collectors.toMap(key, Function.identity())));
    }

    void start(Command.StartOperation start) {
      Operation known = operations.get(start.operationId().value());
      if (known != null) {
        if (!known.fingerprint.equals(start.fingerprint())) {
          conflicts.add(start);
        }
        return;
      }
      Operation operation = new Operation(start, priorities.getOrDefault(start.kind(), 0), now);
      operations.put(operation.id, operation);
      events.add(Intake.this.events.accepted(operation));
      CancelTombstone tombstone = tombstones.remove(operation.id);
      if (tombstone != null) {
        operation.requestCancel(
            tombstone.origin(), Optional.ofNullable(tombstone.reason), tombstone.recordedAt);
        endUnstarted(
            operation, EndReason.REQUESTED, "It was cancelled before its start command came.");
        tombstone.delete();
      } else if (start.expiresAt().filter(at -> !at.isAfter(now)).isPresent()) {
        endUnstarted(
            operation, EndReason.EXPIRED, "Its expiry time had passed when the command came.");
      } else {
        queued.add(start);
      }
      operation.persist();
    }

    void cancel(Command.CancelOperation cancel) {
      AnsweredCommand earlier = answers.get(answerId(cancel));
      if (earlier != null && earlier.ahead) {
        earlier.ahead = false;
        cancelMissed(cancel);
        return;
      }
      if (earlier != null) {
        events.add(again(cancel, earlier));
        return;
      }
      Operation operation = operations.get(cancel.operationId().value());
      boolean ownerAlive =
          operation != null && operation.owner != null && workers.alive(operation.owner);
      CancelVerdict verdict = CancelVerdict.of(Optional.ofNullable(operation), ownerAlive);
      if (operation == null) {
        answerUnseen(cancel);
        return;
      }
      switch (verdict) {
        case CancelVerdict.EndNow it -> {
          operation.requestCancel(cancel.origin(), cancel.reason(), now);
          answer(cancel, operation, EventType.CANCEL_ACCEPTED, verdict);
          endUnstarted(operation, EndReason.REQUESTED, "It was cancelled before it was started.");
        }
        case CancelVerdict.Deliver it -> {
          operation.requestCancel(cancel.origin(), cancel.reason(), now);
          answer(cancel, operation, EventType.CANCEL_ACCEPTED, verdict);
          if (operation.owner != null) {
            cancelRequested.fire(new CancelRequested(operation.id, operation.owner));
          }
        }
        case CancelVerdict.Already it ->
            answer(cancel, operation, EventType.CANCEL_ACCEPTED, verdict);
        case CancelVerdict.TooLate it ->
            answer(cancel, operation, EventType.CANCEL_TOO_LATE, verdict);
        case CancelVerdict.NotSupported it ->
            answer(cancel, operation, EventType.CANCEL_NOT_SUPPORTED, verdict);
        case CancelVerdict.PendingStart it -> answerUnseen(cancel);
      }
    }

    void cancelAhead(Command.CancelOperation cancel) {
      if (!answers.containsKey(answerId(cancel))) {
        cancel(cancel);
      }
    }

    /**
     * A cancel that was answered ahead may not have been seen by its start, which was being taken
     * in at that very moment. Then the operation and the tombstone are both there.
     */
    private void cancelMissed(Command.CancelOperation cancel) {
      Operation operation = operations.get(cancel.operationId().value());
      CancelTombstone tombstone = operation == null ? null : tombstones.remove(operation.id);
      if (operation == null || tombstone == null) {
        return;
      }
      tombstone.delete();
      if (operation.cancelRequested() || operation.state.ended()) {
        return;
      }
      operation.requestCancel(cancel.origin(), cancel.reason(), now);
      if (operation.state == OperationState.QUEUED) {
        endUnstarted(operation, EndReason.REQUESTED, "It was cancelled before it was started.");
      } else if (operation.cancellable && operation.owner != null) {
        cancelRequested.fire(new CancelRequested(operation.id, operation.owner));
      }
    }

    private void endUnstarted(Operation operation, EndReason reason, String detail) {
      operation.end(OperationState.Transition.CANCEL, Outcome.because(reason, detail), now);
      events.add(Intake.this.events.ended(operation));
    }

    private void answerUnseen(Command.CancelOperation cancel) {
      String id = cancel.operationId().value();
      if (!tombstones.containsKey(id)) {
        CancelTombstone tombstone = new CancelTombstone(cancel, now);
        tombstone.persist();
        tombstones.put(id, tombstone);
      }
      keep(
          cancel,
          EventType.CANCEL_ACCEPTED,
          OptionalLong.empty(),
          cancel.origin().correlationId(),
          CancelAnswers.unseen(cancel));
    }

    private void answer(
        Command.CancelOperation cancel,
        Operation operation,
        EventType type,
        CancelVerdict verdict) {
      keep(
          cancel,
          type,
          OptionalLong.of(operation.nextSequence()),
          cancel.origin().correlationId().or(() -> Optional.ofNullable(operation.correlationId)),
          CancelAnswers.of(cancel, operation, verdict));
    }

    private void keep(
        Command.CancelOperation cancel,
        EventType type,
        OptionalLong sequence,
        Optional<String> correlationId,
        EventData.CancelAnswer data) {
      AnsweredCommand answer =
          new AnsweredCommand(
              answerId(cancel),
              cancel.operationId().value(),
              type,
              sequence.isPresent() ? sequence.getAsLong() : null,
              Intake.this.events.write(data),
              now,
              ahead);
      answer.persist();
      answers.put(answer.id, answer);
      events.add(event(cancel, answer, correlationId));
    }

    private OutgoingEvent again(Command.CancelOperation cancel, AnsweredCommand answer) {
      Operation operation = operations.get(answer.operationId);
      return event(
          cancel,
          answer,
          cancel
              .origin()
              .correlationId()
              .or(() ->
                  answer.sequence == null || operation == null
                      ? Optional.empty()
                      : Optional.ofNullable(operation.correlationId)));
    }

    private static OutgoingEvent event(
        Command.CancelOperation cancel, AnsweredCommand answer, Optional<String> correlationId) {
      return new OutgoingEvent(
          answer.id,
          answer.answer,
          answer.answeredAt,
          Optional.of(answer.operationId),
          answer.sequence == null ? OptionalLong.empty() : OptionalLong.of(answer.sequence),
          correlationId,
          Optional.of(cancel.origin().id()),
          cancel.origin().traceparent(),
          answer.data);
    }
  }

  private static UUID answerId(Command.CancelOperation cancel) {
    return OutgoingEvent.stableId(
        "cancel", cancel.operationId().value(), cancel.origin().source(), cancel.origin().id());
  }
}
