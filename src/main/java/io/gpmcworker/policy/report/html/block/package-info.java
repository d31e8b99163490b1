/** What a page is made of: headings, tables, facts, things that fold. No markup yet. */
@NullMarked
package io.gpmcworker.policy.report.html.block;

import org.jspecify.annotations.NullMarked;
