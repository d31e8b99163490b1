package io.gpmcworker.operation;

/** Fired in a transaction that queues operations. */
public record OperationsQueued() {}
