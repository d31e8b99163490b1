package io.gpmcworker.replicas.history;

import java.util.List;

/**
 * What was left when all was quiet.
 *
 * @param unpublished rows of the outbox that have not been published
 * @param workers worker rows
 * @param replicas replicas that were running
 * @param threads threads of the replicas that belong to an operation
 * @param tombstones operations of which a cancel is kept that came before their start
 * @param privateFiles what operations keep for themselves while they run, in the store and in SYSVOL
 */
public record Remains(
    long unpublished,
    int workers,
    int replicas,
    List<String> threads,
    List<String> tombstones,
    List<String> privateFiles) {}
