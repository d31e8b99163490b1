/** Tests of the server side of remote procedure calls. */
@org.jspecify.annotations.NullMarked
package io.gpmcworker.gpmc.dcom.rpce;
