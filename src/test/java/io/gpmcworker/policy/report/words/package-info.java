@NullMarked
package io.gpmcworker.policy.report.words;

import org.jspecify.annotations.NullMarked;
