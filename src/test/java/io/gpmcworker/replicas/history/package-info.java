/**
 * What was sent, what was heard and what was left at the end; and the rules that hold for it. Knows
 * the contract of the topics and the tables, not the worker's code.
 */
@NullMarked
package io.gpmcworker.replicas.history;

import org.jspecify.annotations.NullMarked;
