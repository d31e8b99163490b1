package io.gpmcworker.policy.security;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** Reads little-endian numbers from bounded bytes; running over the end is a malformed input. */
final class LittleEndianReader {

  private final String what;
  private final ByteBuffer buffer;

  LittleEndianReader(String what, byte[] bytes) {
    this(what, ByteBuffer.wrap(bytes));
  }

  private LittleEndianReader(String what, ByteBuffer buffer) {
    this.what = what;
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A reader of the bytes from an absolute offset to the end of this reader's bytes. */
  LittleEndianReader at(long offset, String part) throws MalformedPolicyException {
    if (offset < 0 || offset > buffer.limit()) {
      throw new MalformedPolicyException(what, part + " lies at " + offset + ", behind the end");
    }
    ByteBuffer view = buffer.duplicate();
    view.position((int) offset);
    return new LittleEndianReader(what, view);
  }

  /** A reader of the next {@code size} bytes, which this reader skips. */
  LittleEndianReader slice(int size) throws MalformedPolicyException {
    need(size);
    ByteBuffer view = buffer.duplicate();
    view.limit(buffer.position() + size);
    buffer.position(buffer.position() + size);
    return new LittleEndianReader(what, view);
  }

  int position() {
    return buffer.position();
  }

  int remaining() {
    return buffer.remaining();
  }

  int unsignedByte() throws MalformedPolicyException {
    need(1);
    return Byte.toUnsignedInt(buffer.get());
  }

  int unsignedShort() throws MalformedPolicyException {
    need(2);
    return Short.toUnsignedInt(buffer.getShort());
  }

  int signedInt() throws MalformedPolicyException {
    need(4);
    return buffer.getInt();
  }

  long unsignedInt() throws MalformedPolicyException {
    return Integer.toUnsignedLong(signedInt());
  }

  UUID guid() throws MalformedPolicyException {
    need(16);
    long high = Integer.toUnsignedLong(buffer.getInt()) << 32;
    high |= Short.toUnsignedLong(buffer.getShort()) << 16;
    high |= Short.toUnsignedLong(buffer.getShort());
    return new UUID(high, Long.reverseBytes(buffer.getLong()));
  }

  Bytes rest() {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return Bytes.of(bytes);
  }

  MalformedPolicyException malformed(String reason) {
    return new MalformedPolicyException(what, reason + " (at byte " + buffer.position() + ")");
  }

  private void need(int size) throws MalformedPolicyException {
    if (buffer.remaining() < size) {
      throw malformed("ends too early: " + size + " more bytes expected");
    }
  }
}
