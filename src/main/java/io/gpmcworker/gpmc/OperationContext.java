package io.gpmcworker.gpmc;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * For whom a driver works.
 *
 * @param operationId the operation's id. Whatever a driver leaves on disk while it works carries
 *     it, so that another worker can find and remove it after a crash
 * @param held whether the operation is still this worker's. A driver asks before every single
 *     change to a domain: once it is not, another worker may be undoing what was begun here
 * @param over whether another operation, named by its id, has ended with all known of it: nobody
 *     works on it, and what may still lie about of it on disk is of no use to anybody. An end that
 *     is unknown is none, and neither is that of an operation that the worker has never heard of
 */
public record OperationContext(String operationId, BooleanSupplier held, Predicate<String> over) {

  /** One that knows of no other. */
  public OperationContext(String operationId, BooleanSupplier held) {
    this(operationId, held, other -> false);
  }

  /** One that nobody can take away. */
  public OperationContext(String operationId) {
    this(operationId, () -> true);
  }
}
