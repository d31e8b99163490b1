/**
 * The report as a page for people: one file that loads nothing, runs without scripts and shows
 * whatever a policy holds as text.
 */
@NullMarked
package io.gpmcworker.policy.report.html;

import org.jspecify.annotations.NullMarked;
