package io.gpmcworker.operation;

import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.operation.request.Requests;
import java.util.Optional;
import java.util.UUID;

/**
 * An operation that a worker has taken.
 *
 * @param ticket the correlation id of its command
 * @param cancelRequested whether a cancel was recorded while it ran before; true only in recovery
 * @param cancelling whether its handle had been called; true only in recovery
 */
public record ClaimedOperation(
    RunKey key,
    String domain,
    GpmcRequest request,
    Optional<String> ticket,
    boolean cancelRequested,
    boolean cancelling) {

  static ClaimedOperation of(Operation operation, Requests requests) {
    UUID owner = operation.owner;
    if (owner == null) {
      throw new IllegalStateException(operation.id + " was claimed by nobody");
    }
    return new ClaimedOperation(
        new RunKey(operation.id, owner, operation.epoch),
        operation.domain,
        requests.stored(operation.kind, operation.parameters),
        Optional.ofNullable(operation.correlationId),
        operation.cancelRequested(),
        operation.state == OperationState.CANCELLING);
  }
}
