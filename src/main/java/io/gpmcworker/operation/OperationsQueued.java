package io.gpmcworker.operation;

import java.util.List;

/**
 * Fired in a transaction that queues operations.
 *
 * @param taken those of them that have just been taken in; nothing is known of their targets
 */
public record OperationsQueued(List<Command.StartOperation> taken) {
  public OperationsQueued {
    taken = List.copyOf(taken);
  }
}
