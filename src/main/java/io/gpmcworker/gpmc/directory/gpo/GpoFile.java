package io.gpmcworker.gpmc.directory.gpo;

import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.gpo.GpoPath;

/**
 * A file or folder of a GPO.
 *
 * @param path where it is inside the GPO
 * @param place where it is in SYSVOL
 * @param folder whether it is a folder
 * @param size bytes of a file
 */
public record GpoFile(GpoPath path, SysvolPath place, boolean folder, long size) {}
