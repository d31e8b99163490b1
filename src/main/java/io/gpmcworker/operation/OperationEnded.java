package io.gpmcworker.operation;

import io.gpmcworker.gpmc.OperationKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Fired in the transaction that writes an operation's end.
 *
 * @param reason why, if not by the operation's own success or failure
 * @param worker the worker that has or had it; absent if none took it
 * @param startedAt when a worker took it last; absent if it ended while it waited
 * @param cancelRequestedAt when a cancel was recorded
 * @param cancelDeliveredAt when its live handle was called
 * @param correlationId the ticket
 * @param traceparent W3C trace context of the command
 */
public record OperationEnded(
    String operationId,
    OperationKind kind,
    String domain,
    OperationState state,
    Optional<EndReason> reason,
    Optional<UUID> worker,
    Instant acceptedAt,
    Optional<Instant> startedAt,
    Instant endedAt,
    Optional<Instant> cancelRequestedAt,
    Optional<Instant> cancelDeliveredAt,
    Optional<String> correlationId,
    Optional<String> traceparent) {

  static OperationEnded of(Operation it) {
    return new OperationEnded(
        it.id,
        it.kind,
        it.domain,
        it.state,
        Optional.ofNullable(it.endReason),
        Optional.ofNullable(it.owner),
        it.acceptedAt,
        Optional.ofNullable(it.startedAt),
        Optional.ofNullable(it.endedAt).orElseThrow(),
        Optional.ofNullable(it.cancelRequestedAt),
        Optional.ofNullable(it.cancelDeliveredAt),
        Optional.ofNullable(it.correlationId),
        Optional.ofNullable(it.traceparent));
  }
}
