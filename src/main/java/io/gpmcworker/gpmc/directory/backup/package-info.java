/** Backup: GPOs written to a backup store as GPMC writes them. */
@NullMarked
package io.gpmcworker.gpmc.directory.backup;

import org.jspecify.annotations.NullMarked;
