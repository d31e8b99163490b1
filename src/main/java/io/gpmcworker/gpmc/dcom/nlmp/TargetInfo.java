package io.gpmcworker.gpmc.dcom.nlmp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** Attribute-value pairs (MS-NLMP 2.2.2.1). */
final class TargetInfo {

  private static final int END = 0;
  private static final int NETBIOS_COMPUTER_NAME = 1;
  private static final int NETBIOS_DOMAIN_NAME = 2;
  private static final int FLAGS = 6;
  private static final int TIMESTAMP = 7;

  private static final int FLAG_MIC_PRESENT = 0x2;

  /** From 1601 to 1970, in units of 100 ns. */
  private static final long EPOCH = 116_444_736_000_000_000L;

  private TargetInfo() {}

  /** What a server tells of itself. The time makes Windows protect the handshake with a MIC. */
  static byte[] of(String name, Instant now) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    put(out, NETBIOS_DOMAIN_NAME, NtlmCrypto.utf16(name));
    put(out, NETBIOS_COMPUTER_NAME, NtlmCrypto.utf16(name));
    long time = EPOCH + now.getEpochSecond() * 10_000_000 + now.getNano() / 100;
    put(
        out,
        TIMESTAMP,
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(time).array());
    put(out, END, new byte[0]);
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int id, byte[] value) {
    out.write(id);
    out.write(id >> 8);
    out.write(value.length);
    out.write(value.length >> 8);
    out.writeBytes(value);
  }

  /** Whether pairs at an offset say that the message bears a MIC. */
  static boolean announcesMic(byte[] bytes, int offset) throws NtlmRefusedException {
    ByteBuffer pairs = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(offset);
    while (pairs.remaining() >= 4) {
      int id = Short.toUnsignedInt(pairs.getShort());
      int length = Short.toUnsignedInt(pairs.getShort());
      if (length > pairs.remaining()) {
        throw new NtlmRefusedException("the attributes of an NTLM response run over its end");
      }
      if (id == END) {
        return false;
      }
      if (id == FLAGS && length == 4) {
        return (pairs.getInt() & FLAG_MIC_PRESENT) != 0;
      }
      pairs.position(pairs.position() + length);
    }
    return false;
  }
}
