/**
 * The live side: who runs what, the cancel handles in memory, leases, recovery, shutdown.
 *
 * <p>A cancel is a row first, a signal second, and re-read with every heartbeat; so a lost signal
 * costs one heartbeat.
 *
 * <p>Runs are virtual threads, for they mostly wait. What must never wait behind somebody's
 * computing (the lease, signals, the relay, the dispatcher) has a platform thread: the scheduler of
 * virtual threads does not preempt.
 */
@NullMarked
package io.gpmcworker.execution;

import org.jspecify.annotations.NullMarked;
