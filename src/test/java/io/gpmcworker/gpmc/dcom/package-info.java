/** Tests of the driver that has real GPMC do the work. */
@org.jspecify.annotations.NullMarked
package io.gpmcworker.gpmc.dcom;
