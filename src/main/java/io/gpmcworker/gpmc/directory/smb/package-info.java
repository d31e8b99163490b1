/**
 * Files on a share over SMB 3 (MS-SMB2), in words of this project; the library that speaks it stays
 * in here. Paths are below the share, with {@code \} between the names; the share's own folder is
 * the empty path.
 */
@NullMarked
package io.gpmcworker.gpmc.directory.smb;

import org.jspecify.annotations.NullMarked;
