package io.gpmcworker.operation;

import io.gpmcworker.gpmc.GpmcRequest;

/**
 * An operation that a worker has taken.
 *
 * @param cancelRequested whether a cancel was recorded while it ran before; true only in recovery
 * @param cancelling whether its handle had been called; true only in recovery
 */
public record ClaimedOperation(
    RunKey key, String domain, GpmcRequest request, boolean cancelRequested, boolean cancelling) {}
