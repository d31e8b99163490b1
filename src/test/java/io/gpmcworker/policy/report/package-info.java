@NullMarked
package io.gpmcworker.policy.report;

import org.jspecify.annotations.NullMarked;
