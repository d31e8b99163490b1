/** Restore: backups put back into the domain they came from. */
@NullMarked
package io.gpmcworker.gpmc.directory.restore;

import org.jspecify.annotations.NullMarked;
