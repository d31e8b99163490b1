package io.gpmcworker.policy.gpo;

/** One half of a GPO: what applies to computers, and what applies to users. */
public enum GpoSide {
  /** Computer Configuration; {@code Machine} on SYSVOL. */
  MACHINE("Machine", "%GPO_MACH_FSPATH%", "%GPO_MACH_DSPATH%"),
  /** User Configuration; {@code User} on SYSVOL. */
  USER("User", "%GPO_USER_FSPATH%", "%GPO_USER_DSPATH%");

  private final String folder;
  private final String fileVariable;
  private final String directoryVariable;

  GpoSide(String folder, String fileVariable, String directoryVariable) {
    this.folder = folder;
    this.fileVariable = fileVariable;
    this.directoryVariable = directoryVariable;
  }

  /**
   * Its folder on SYSVOL and in a backup; also the common name of its container in the directory.
   */
  public String folder() {
    return folder;
  }

  /** The variable of Backup.xml for its folder on SYSVOL. */
  public String fileVariable() {
    return fileVariable;
  }

  /** The variable of Backup.xml for its container in the directory. */
  public String directoryVariable() {
    return directoryVariable;
  }
}
