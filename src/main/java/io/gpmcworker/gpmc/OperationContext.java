package io.gpmcworker.gpmc;

/**
 * For whom a driver works.
 *
 * @param operationId the operation's id. Whatever a driver leaves on disk while it works carries
 *     it, so that another worker can find and remove it after a crash
 */
public record OperationContext(String operationId) {}
