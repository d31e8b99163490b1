/**
 * The live side: who runs what, the cancel handles in memory, leases, recovery, shutdown.
 *
 * <p>A cancel is a row first, a signal second, and re-read with every heartbeat; so a lost signal
 * costs one heartbeat.
 */
@NullMarked
package io.gpmcworker.execution;

import org.jspecify.annotations.NullMarked;
