/**
 * The record of every operation: its state machine, the rules of cancel, and its storage.
 *
 * <p>Every change of an operation happens here, in one transaction with the event that tells of it.
 */
@NullMarked
package io.gpmcworker.operation;

import org.jspecify.annotations.NullMarked;
