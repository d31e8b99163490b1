package io.gpmcworker.operation;

/** Fired in a transaction that ends operations, so that those which wait for them may run. */
public record TargetsFreed() {}
