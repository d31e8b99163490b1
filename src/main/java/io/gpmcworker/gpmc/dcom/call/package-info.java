/** Operations as calls of GPMC's asynchronous methods, from their start to what came of them. */
@NullMarked
package io.gpmcworker.gpmc.dcom.call;

import org.jspecify.annotations.NullMarked;
