package io.gpmcworker.gpmc.dcom.rpce;

/**
 * {@code RPC_C_AUTHN_LEVEL}s that are taken (MS-RPCE 2.2.1.1.8). Those below packet integrity have
 * no name here: nothing may fall back to them.
 */
public enum AuthLevel {
  /** Every packet is signed. */
  PACKET_INTEGRITY(5),
  /** Every packet is signed, and its contents are sealed. */
  PACKET_PRIVACY(6);

  private final int value;

  AuthLevel(int value) {
    this.value = value;
  }

  /** The number on the wire. */
  public int value() {
    return value;
  }

  /**
   * The level of a number on the wire.
   *
   * @throws RefusedException if it is below packet integrity, or no level
   */
  static AuthLevel of(int value) throws RefusedException {
    return switch (value) {
      case 5 -> PACKET_INTEGRITY;
      case 6 -> PACKET_PRIVACY;
      default ->
          throw new RefusedException(
              "authentication level " + value + " is below packet integrity");
    };
  }
}
