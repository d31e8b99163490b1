/** The driver that has GPMC itself do the work, on a Windows host, over DCOM. */
@NullMarked
package io.gpmcworker.gpmc.dcom;

import org.jspecify.annotations.NullMarked;
