package io.gpmcworker.gpmc.dcom.nlmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A message of the handshake, read within its bounds (MS-NLMP 2.2.1). */
final class NtlmMessage {

  static final int NEGOTIATE = 1;
  static final int CHALLENGE = 2;
  static final int AUTHENTICATE = 3;

  /** Longer ones are refused; Windows sends less than 2 KiB. */
  static final int MAX_SIZE = 8 * 1024;

  private static final byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer buffer;

  private NtlmMessage(byte[] bytes) {
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The message in {@code bytes}, which has to be of the given type. */
  static NtlmMessage read(byte[] bytes, int type, int leastSize) throws NtlmRefusedException {
    if (bytes.length < leastSize || bytes.length > MAX_SIZE) {
      throw new NtlmRefusedException("an NTLM message has a size of " + bytes.length + " bytes");
    }
    NtlmMessage message = new NtlmMessage(bytes);
    if (!Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)
        || message.i32(8) != type) {
      throw new NtlmRefusedException("it is not an NTLM message of type " + type);
    }
    return message;
  }

  /** A buffer for a message to be written. */
  static ByteBuffer write(int type, int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).put(SIGNATURE).putInt(type);
  }

  int i32(int offset) {
    return buffer.getInt(offset);
  }

  /** The payload that a length and an offset at {@code field} name. */
  byte[] payload(int field) throws NtlmRefusedException {
    int length = Short.toUnsignedInt(buffer.getShort(field));
    long offset = Integer.toUnsignedLong(buffer.getInt(field + 4));
    if (offset + length > buffer.capacity()) {
      throw new NtlmRefusedException("a field of an NTLM message lies behind its end");
    }
    byte[] payload = new byte[length];
    buffer.get((int) offset, payload);
    return payload;
  }

  String text(int field) throws NtlmRefusedException {
    return new String(payload(field), StandardCharsets.UTF_16LE);
  }
}
