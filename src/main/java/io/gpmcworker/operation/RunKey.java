package io.gpmcworker.operation;

import java.util.UUID;

/**
 * The right of one worker to one operation. Every write of a run is guarded by it: once another
 * worker has taken over, or the operation has ended, nothing can be written with it any more.
 */
public record RunKey(String operationId, UUID worker, int epoch) {}
