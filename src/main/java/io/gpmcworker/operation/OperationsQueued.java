package io.gpmcworker.operation;

/** Fired in a transaction that queues operations, or that makes room for those that wait. */
public record OperationsQueued() {}
