/** The words for people behind the report's names: shared by the HTML page and by comparisons. */
@NullMarked
package io.gpmcworker.policy.report.words;

import org.jspecify.annotations.NullMarked;
