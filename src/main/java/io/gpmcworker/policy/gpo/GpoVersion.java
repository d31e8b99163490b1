package io.gpmcworker.policy.gpo;

/**
 * A GPO's version: how often each half was changed. {@code versionNumber} of the directory and
 * {@code Version} of gpt.ini pack the user half into the high and the computer half into the low 16
 * bits (MS-GPOL 2.2.4, 3.3.4.5).
 *
 * @param user 0 to 65535
 * @param machine 0 to 65535
 */
public record GpoVersion(int user, int machine) {

  /** The version of a new GPO. */
  public static final GpoVersion ZERO = new GpoVersion(0, 0);

  private static final int MAX = 0xFFFF;

  public GpoVersion {
    if (user < 0 || user > MAX || machine < 0 || machine > MAX) {
      throw new IllegalArgumentException(user + "/" + machine + ": each half is 0 to " + MAX);
    }
  }

  /** From {@code versionNumber}: a signed 32 bit integer in the directory. */
  public static GpoVersion unpack(int versionNumber) {
    return new GpoVersion(versionNumber >>> 16, versionNumber & MAX);
  }

  /** As {@code versionNumber} holds it in the directory, where it is a signed integer. */
  public int pack() {
    return user << 16 | machine;
  }

  /** The version of one half. */
  public int of(GpoSide side) {
    return side == GpoSide.USER ? user : machine;
  }

  /** One more in the given half; a half that wraps becomes 1, for 0 means that it is empty. */
  public GpoVersion increment(GpoSide side) {
    return switch (side) {
      case USER -> new GpoVersion(next(user), machine);
      case MACHINE -> new GpoVersion(user, next(machine));
    };
  }

  /** One more in both halves. */
  public GpoVersion next() {
    return increment(GpoSide.USER).increment(GpoSide.MACHINE);
  }

  private static int next(int half) {
    return half == MAX ? 1 : half + 1;
  }
}
