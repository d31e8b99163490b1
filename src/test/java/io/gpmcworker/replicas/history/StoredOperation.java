package io.gpmcworker.replicas.history;

/**
 * A row of the operation table when all was quiet.
 *
 * @param state name of its state
 * @param lastSequence how many events it says that it has had
 */
public record StoredOperation(String id, String state, long lastSequence) {}
