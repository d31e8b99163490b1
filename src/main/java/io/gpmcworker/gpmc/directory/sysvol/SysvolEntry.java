package io.gpmcworker.gpmc.directory.sysvol;

import java.time.Instant;

/**
 * A file or folder in SYSVOL.
 *
 * @param path where, in the case in which it is written there
 * @param folder whether it is a folder
 * @param size bytes of a file; 0 for a folder
 * @param modified when it was last written
 */
public record SysvolEntry(SysvolPath path, boolean folder, long size, Instant modified) {}
