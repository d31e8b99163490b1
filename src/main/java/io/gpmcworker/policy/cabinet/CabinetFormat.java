package io.gpmcworker.policy.cabinet;

/** Numbers of the format (MS-CAB 2). */
final class CabinetFormat {

  /** {@code MSCF}. */
  static final int SIGNATURE = 0x4643534D;

  static final int HEADER = 36;
  static final int FOLDER = 8;
  static final int DATA_HEADER = 8;

  /** Most bytes of a block before it is compressed. */
  static final int BLOCK = 32_768;

  static final int STORED = 0;
  static final int MSZIP = 1;

  static final int PREVIOUS_CABINET = 0x1;
  static final int NEXT_CABINET = 0x2;
  static final int RESERVED_AREAS = 0x4;

  static final int ARCHIVE = 0x20;
  static final int NAME_IS_UTF = 0x80;

  private CabinetFormat() {}

  /** Of a block's bytes and the two sizes in front of them (MS-CAB 3.1). */
  static int checksum(byte[] data, int at, int stored, int plain) {
    int sum = 0;
    int whole = at + stored / 4 * 4;
    for (int i = at; i < whole; i += 4) {
      sum ^=
          (data[i] & 0xFF)
              | (data[i + 1] & 0xFF) << 8
              | (data[i + 2] & 0xFF) << 16
              | (data[i + 3] & 0xFF) << 24;
    }
    int last = 0;
    for (int i = whole; i < at + stored; i++) {
      last = last << 8 | (data[i] & 0xFF);
    }
    return sum ^ last ^ (stored | plain << 16);
  }
}
