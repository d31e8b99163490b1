/** Extensions whose settings are objects of the directory, below a half's container. */
@NullMarked
package io.gpmcworker.policy.report.directory;

import org.jspecify.annotations.NullMarked;
