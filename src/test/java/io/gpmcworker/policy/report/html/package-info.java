@NullMarked
package io.gpmcworker.policy.report.html;

import org.jspecify.annotations.NullMarked;
