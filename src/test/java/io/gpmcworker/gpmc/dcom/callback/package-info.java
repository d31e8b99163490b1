/** Tests of the callback, with callers from outside. */
@org.jspecify.annotations.NullMarked
package io.gpmcworker.gpmc.dcom.callback;
