package io.gpmcworker.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.gpmcworker.event.EventData;
import io.gpmcworker.event.EventType;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.gpmc.HResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells an operation's changes as events. Each takes the operation's next sequence number. An end
 * is told inside the worker, too.
 */
@ApplicationScoped
class OperationEvents {

  private final ObjectMapper json;
  private final Event<OperationEnded> operationEnded;

  OperationEvents(ObjectMapper json, Event<OperationEnded> operationEnded) {
    this.json = json;
    this.operationEnded = operationEnded;
  }

  OutgoingEvent accepted(Operation it) {
    return event(
        it,
        EventType.OPERATION_ACCEPTED,
        it.commandId,
        new EventData.Accepted(
            it.kind.wireName(),
            it.domain,
            new RawValue(it.parameters),
            Optional.ofNullable(it.requestedBy),
            Optional.ofNullable(it.expiresAt)));
  }

  OutgoingEvent started(Operation it, String worker) {
    return event(
        it,
        EventType.OPERATION_STARTED,
        it.commandId,
        new EventData.Started(it.kind.wireName(), it.domain, worker));
  }

  OutgoingEvent progressed(Operation it, long numerator, long denominator, String step) {
    return event(
        it,
        EventType.OPERATION_PROGRESSED,
        it.commandId,
        new EventData.Progressed(
            it.kind.wireName(),
            it.domain,
            numerator,
            denominator,
            Optional.of(step).filter(text -> !text.isEmpty())));
  }

  OutgoingEvent cancelling(Operation it, EndReason reason, Instant at) {
    return event(
        it,
        EventType.OPERATION_CANCELLING,
        at,
        cause(it),
        new EventData.Cancelling(
            it.kind.wireName(), it.domain, Optional.of(reason.name()), cancelRequest(it)));
  }

  OutgoingEvent ended(Operation it) {
    EventType type =
        switch (it.state) {
          case SUCCEEDED -> EventType.OPERATION_SUCCEEDED;
          case FAILED -> EventType.OPERATION_FAILED;
          case CANCELLED -> EventType.OPERATION_CANCELLED;
          case OUTCOME_UNKNOWN -> EventType.OPERATION_OUTCOME_UNKNOWN;
          case QUEUED, RUNNING, CANCELLING ->
              throw new IllegalStateException(it.id + " is " + it.state);
        };
    operationEnded.fire(OperationEnded.of(it));
    return event(
        it,
        type,
        it.state == OperationState.CANCELLED ? cause(it) : it.commandId,
        new EventData.Ended(
            it.kind.wireName(),
            it.domain,
            it.state.name(),
            Optional.ofNullable(it.endReason).map(EndReason::name),
            it.cancelRequested(),
            cancelRequest(it),
            Optional.ofNullable(it.startedAt),
            Optional.ofNullable(it.endedAt).orElseThrow(),
            Optional.ofNullable(it.result).map(RawValue::new),
            Problems.of(
                it.state,
                it.endReason,
                Optional.ofNullable(it.hresult).map(HResult::new),
                Optional.ofNullable(it.detail).orElse(""),
                it.startedAt != null),
            Optional.ofNullable(it.messages).map(RawValue::new)));
  }

  /** An event about an operation that is stored. */
  OutgoingEvent event(Operation it, EventType type, String causationId, EventData data) {
    return event(it, type, Instant.now(), causationId, data);
  }

  private OutgoingEvent event(
      Operation it, EventType type, Instant time, String causationId, EventData data) {
    long sequence = it.nextSequence();
    return new OutgoingEvent(
        OutgoingEvent.stableId("operation", it.id, Long.toString(sequence)),
        type,
        time,
        Optional.of(it.id),
        OptionalLong.of(sequence),
        Optional.ofNullable(it.correlationId),
        Optional.of(causationId),
        Optional.ofNullable(it.traceparent),
        Optional.ofNullable(it.dataRef),
        write(data));
  }

  String write(EventData data) {
    try {
      return json.writeValueAsString(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a payload always has a JSON form", e);
    }
  }

  private static String cause(Operation it) {
    return it.cancelCommandId == null ? it.commandId : it.cancelCommandId;
  }

  private static Optional<EventData.CancelRequest> cancelRequest(Operation it) {
    return Optional.ofNullable(it.cancelRequestedAt)
        .map(at ->
            new EventData.CancelRequest(
                Optional.ofNullable(it.cancelReason),
                Optional.ofNullable(it.cancelRequestedBy),
                at));
  }
}
