/**
 * The port: what GPMC can do asynchronously, in GPMC's own words.
 *
 * <p>One {@link io.gpmcworker.gpmc.GpmcRequest} for each of the fifteen asynchronous methods of the
 * type library {@code GPMGMTLib}, two more that run one of them over a whole domain, an {@link
 * io.gpmcworker.gpmc.AsyncProgress} that the caller passes and an {@link
 * io.gpmcworker.gpmc.AsyncCancel} that it gets. A {@link io.gpmcworker.gpmc.GpmcDriver} does the
 * work.
 */
@NullMarked
package io.gpmcworker.gpmc;

import org.jspecify.annotations.NullMarked;
