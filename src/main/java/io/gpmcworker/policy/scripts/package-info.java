/** The scripts of a GPO (MS-GPSCR): scripts.ini and psscripts.ini. */
@NullMarked
package io.gpmcworker.policy.scripts;

import org.jspecify.annotations.NullMarked;
