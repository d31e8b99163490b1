package io.gpmcworker.gpmc;

import java.util.function.BooleanSupplier;

/**
 * For whom a driver works.
 *
 * @param operationId the operation's id. Whatever a driver leaves on disk while it works carries
 *     it, so that another worker can find and remove it after a crash
 * @param held whether the operation is still this worker's. A driver asks before every single
 *     change to a domain: once it is not, another worker may be undoing what was begun here
 */
public record OperationContext(String operationId, BooleanSupplier held) {

  /** One that nobody can take away. */
  public OperationContext(String operationId) {
    this(operationId, () -> true);
  }
}
