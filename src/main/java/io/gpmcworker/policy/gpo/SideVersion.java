package io.gpmcworker.policy.gpo;

/**
 * The version of one half of a GPO as Backup.xml holds it: the one on SYSVOL in the high, the one
 * in the directory in the low 16 bits. They differ when replication lagged or an edit went wrong.
 *
 * @param sysvol the half of gpt.ini's Version, 0 to 65535
 * @param directory the half of {@code versionNumber}, 0 to 65535
 */
public record SideVersion(int sysvol, int directory) {

  private static final int MAX = 0xFFFF;

  public SideVersion {
    if (sysvol < 0 || sysvol > MAX || directory < 0 || directory > MAX) {
      throw new IllegalArgumentException(sysvol + "/" + directory + ": each is 0 to " + MAX);
    }
  }

  /** One half of a GPO, by the version of gpt.ini and that of the directory. */
  public static SideVersion of(GpoSide side, GpoVersion sysvol, GpoVersion directory) {
    return new SideVersion(sysvol.of(side), directory.of(side));
  }

  /** From the number in Backup.xml, 0 to 4294967295. */
  public static SideVersion unpack(long number) {
    return new SideVersion((int) (number >>> 16) & MAX, (int) number & MAX);
  }

  /** The number in Backup.xml, 0 to 4294967295. */
  public long pack() {
    return (long) sysvol << 16 | directory;
  }
}
