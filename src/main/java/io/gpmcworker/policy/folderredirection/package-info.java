/** Folder redirection (MS-GPFR): fdeploy1.ini and the older fdeploy.ini. */
@NullMarked
package io.gpmcworker.policy.folderredirection;

import org.jspecify.annotations.NullMarked;
