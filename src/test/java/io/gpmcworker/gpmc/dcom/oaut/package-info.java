/** Tests of automation's types. */
@org.jspecify.annotations.NullMarked
package io.gpmcworker.gpmc.dcom.oaut;
