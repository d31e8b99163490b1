/** The security template of a GPO (GptTmpl.inf, MS-GPSB) in GPMC's terms. */
@NullMarked
package io.gpmcworker.policy.report.security;

import org.jspecify.annotations.NullMarked;
