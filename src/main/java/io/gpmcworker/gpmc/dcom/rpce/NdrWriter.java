package io.gpmcworker.gpmc.dcom.rpce;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;

/** Writes NDR, transfer syntax version 2, little-endian (C706 chapter 14). */
public final class NdrWriter {

  /** What Windows counts referent ids by. */
  private static final int REFERENT_STEP = 4;

  private static final int FIRST_REFERENT = 0x00020000;

  private ByteBuffer buffer = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
  private int nextReferent = FIRST_REFERENT;

  /** What has been written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  /** How much has been written, in bytes. */
  public int size() {
    return buffer.position();
  }

  /** Fills up to a multiple of {@code size}, a power of two. */
  public NdrWriter align(int size) {
    int fill = -buffer.position() & (size - 1);
    room(fill).put(new byte[fill]);
    return this;
  }

  /** A byte. */
  public NdrWriter u8(int value) {
    room(1).put((byte) value);
    return this;
  }

  /** An aligned short. */
  public NdrWriter u16(int value) {
    align(2);
    room(2).putShort((short) value);
    return this;
  }

  /** An aligned 32-bit number. */
  public NdrWriter i32(int value) {
    align(4);
    room(4).putInt(value);
    return this;
  }

  /** An aligned 64-bit number. */
  public NdrWriter i64(long value) {
    align(8);
    room(8).putLong(value);
    return this;
  }

  /** An aligned GUID. */
  public NdrWriter guid(UUID guid) {
    align(4);
    long high = guid.getMostSignificantBits();
    room(16)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
    return this;
  }

  /** Bytes as they are. */
  public NdrWriter bytes(byte[] bytes) {
    room(bytes.length).put(bytes);
    return this;
  }

  /** A unique pointer; what it points to is written where the documents put it. */
  public NdrWriter pointer(boolean present) {
    if (!present) {
      return i32(0);
    }
    i32(nextReferent);
    nextReferent += REFERENT_STEP;
    return this;
  }

  /** Writes over a 32-bit number that was written before. */
  public NdrWriter patch32(int position, int value) {
    buffer.putInt(position, value);
    return this;
  }

  /** Writes over a short that was written before. */
  public NdrWriter patch16(int position, int value) {
    buffer.putShort(position, (short) value);
    return this;
  }

  private ByteBuffer room(int more) {
    if (more > buffer.remaining()) {
      int size = Math.max(2 * buffer.capacity(), buffer.position() + more);
      buffer =
          ByteBuffer.allocate(size)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(buffer.array(), 0, buffer.position());
    }
    return buffer;
  }
}
