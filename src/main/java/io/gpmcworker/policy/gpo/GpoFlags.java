package io.gpmcworker.policy.gpo;

/**
 * Which halves of a GPO are switched off: {@code flags} of the directory (MS-GPOL 2.2.3), {@code
 * Options} of Backup.xml.
 *
 * @param value the number as stored; bits other than 0 and 1 are kept and mean nothing here
 */
public record GpoFlags(int value) {

  /** Both halves apply. */
  public static final GpoFlags ALL_ENABLED = new GpoFlags(0);

  private static final int USER_DISABLED = 1;
  private static final int MACHINE_DISABLED = 2;

  /** The flags that switch the given halves off. */
  public static GpoFlags of(boolean userEnabled, boolean machineEnabled) {
    return new GpoFlags(
        (userEnabled ? 0 : USER_DISABLED) | (machineEnabled ? 0 : MACHINE_DISABLED));
  }

  /** Whether the given half applies. */
  public boolean enabled(GpoSide side) {
    return (value & (side == GpoSide.USER ? USER_DISABLED : MACHINE_DISABLED)) == 0;
  }
}
