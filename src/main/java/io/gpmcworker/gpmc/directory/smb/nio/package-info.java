/**
 * A folder on a share as a {@link java.nio.file.FileSystem}, so that what works with files of this
 * machine works there as well: backup stores.
 */
@NullMarked
package io.gpmcworker.gpmc.directory.smb.nio;

import org.jspecify.annotations.NullMarked;
