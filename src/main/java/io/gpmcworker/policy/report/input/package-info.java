/**
 * What a report is rendered from: facts from a directory or a backup, and files opened on demand.
 */
@NullMarked
package io.gpmcworker.policy.report.input;

import org.jspecify.annotations.NullMarked;
