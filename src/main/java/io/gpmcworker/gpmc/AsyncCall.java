package io.gpmcworker.gpmc;

import java.util.concurrent.CompletableFuture;

/**
 * A call that has been made and runs.
 *
 * @param cancel its live cancel handle
 * @param result completed by the driver once nothing of the call runs any more; never completed
 *     exceptionally, a failure is a result with a failing status
 */
public record AsyncCall(AsyncCancel cancel, CompletableFuture<GpmcResult> result) {}
