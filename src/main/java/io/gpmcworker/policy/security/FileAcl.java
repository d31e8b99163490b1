package io.gpmcworker.policy.security;

/**
 * How the descriptor of a GPO in the directory becomes that of its SYSVOL folder: what GPMC checks
 * as ACL consistency.
 */
public final class FileAcl {

  private FileAcl() {}

  /** The descriptor of the SYSVOL folder of a GPO that has the given one in the directory. */
  public static SecurityDescriptor fromDirectory(SecurityDescriptor directory) {
    throw new UnsupportedOperationException(directory.toString());
  }
}
