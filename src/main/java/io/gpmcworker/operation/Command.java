package io.gpmcworker.operation;

import io.gpmcworker.gpmc.OperationKind;
import java.time.Instant;
import java.util.Optional;

/** A valid command. */
public sealed interface Command {

  /** The operation that it is about. */
  OperationId operationId();

  /** Where it came from. */
  CommandOrigin origin();

  /**
   * {@code io.gpmcworker.operation.start}.
   *
   * @param parameters the operation's parameters as canonical JSON, validated
   * @param fingerprint digest of all that makes two starts the same start
   * @param cancellable whether the domain's driver can cancel this operation while it runs
   * @param expiresAt when a start that still waits ends unrun
   */
  record StartOperation(
      OperationId operationId,
      CommandOrigin origin,
      OperationKind kind,
      String domain,
      String parameters,
      String fingerprint,
      boolean cancellable,
      Optional<Instant> expiresAt)
      implements Command {}

  /** {@code io.gpmcworker.operation.cancel}. */
  record CancelOperation(OperationId operationId, CommandOrigin origin, Optional<String> reason)
      implements Command {}
}
