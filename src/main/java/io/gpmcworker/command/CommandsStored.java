package io.gpmcworker.command;

/**
 * Fired in the transaction that makes a batch of records durable.
 *
 * @param valid records that were commands
 * @param rejected records that were none, each now a dead letter
 */
public record CommandsStored(int valid, int rejected) {}
