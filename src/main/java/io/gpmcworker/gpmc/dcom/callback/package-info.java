/** {@code IGPMAsyncProgress}, served by this process to the GPMC that runs an operation for it. */
@NullMarked
package io.gpmcworker.gpmc.dcom.callback;

import org.jspecify.annotations.NullMarked;
