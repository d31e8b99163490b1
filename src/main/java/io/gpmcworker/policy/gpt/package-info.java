/** The {@code gpt.ini} of a GPO's SYSVOL folder (MS-GPOL 2.2.4). */
@NullMarked
package io.gpmcworker.policy.gpt;

import org.jspecify.annotations.NullMarked;
