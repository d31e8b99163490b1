/** Preferences (MS-GPPREF): their XML, taken over with what GPMC adds and leaves out. */
@NullMarked
package io.gpmcworker.policy.report.preferences;

import org.jspecify.annotations.NullMarked;
