package io.gpmcworker.operation;

import java.util.UUID;

/**
 * Fired in the transaction that records a cancel of a running operation.
 *
 * @param owner the worker that runs it
 */
public record CancelRequested(String operationId, UUID owner) {}
