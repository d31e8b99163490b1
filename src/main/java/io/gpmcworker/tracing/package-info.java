/**
 * What is told of each operation when it ends: a trace, as OpenTelemetry has it, and a line in the
 * log.
 *
 * <p>An operation is a trace of its own, linked to the span that sent the command: it may wait for
 * hours, and a command's trace is over when the command is sent. Its spans are made from the record
 * when the operation ends, so a crash in between costs none of them.
 */
@NullMarked
package io.gpmcworker.tracing;

import org.jspecify.annotations.NullMarked;
