/**
 * What is different between two reports, setting by setting, and between the backups behind them.
 */
@NullMarked
package io.gpmcworker.policy.report.diff;

import org.jspecify.annotations.NullMarked;
