@NullMarked
package io.gpmcworker.policy.report.diff;

import org.jspecify.annotations.NullMarked;
