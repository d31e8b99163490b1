/**
 * The settings report of a GPO: what GPMC's {@code GenerateReport} renders, from a GPO's attributes
 * and files alone.
 */
@NullMarked
package io.gpmcworker.policy.report;

import org.jspecify.annotations.NullMarked;
