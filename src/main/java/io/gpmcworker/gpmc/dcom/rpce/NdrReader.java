package io.gpmcworker.gpmc.dcom.rpce;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Reads NDR, transfer syntax version 2, little-endian (C706 chapter 14). Every read is checked
 * against the end of the bytes, and every count against what the remaining bytes can hold, so no
 * input makes it allocate more than its own size.
 */
public final class NdrReader {

  private final ByteBuffer buffer;

  /** A reader of all the bytes; alignment counts from their beginning. */
  public NdrReader(byte[] bytes) {
    this(ByteBuffer.wrap(bytes));
  }

  /** A reader of {@code length} bytes from {@code offset}; alignment counts from there. */
  public NdrReader(byte[] bytes, int offset, int length) {
    this(ByteBuffer.wrap(bytes, offset, length).slice());
  }

  private NdrReader(ByteBuffer buffer) {
    this.buffer = buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the next read begins, before alignment. */
  public int position() {
    return buffer.position();
  }

  /** How many bytes are left. */
  public int remaining() {
    return buffer.remaining();
  }

  /** Skips to a multiple of {@code size}, a power of two. */
  public void align(int size) throws MalformedException {
    skip(-buffer.position() & (size - 1));
  }

  /** Skips bytes. */
  public void skip(int count) throws MalformedException {
    need(count);
    buffer.position(buffer.position() + count);
  }

  /** An unsigned byte. */
  public int u8() throws MalformedException {
    need(1);
    return Byte.toUnsignedInt(buffer.get());
  }

  /** An aligned unsigned short. */
  public int u16() throws MalformedException {
    align(2);
    need(2);
    return Short.toUnsignedInt(buffer.getShort());
  }

  /** An aligned signed 32-bit number. */
  public int i32() throws MalformedException {
    align(4);
    need(4);
    return buffer.getInt();
  }

  /** An aligned unsigned 32-bit number. */
  public long u32() throws MalformedException {
    return Integer.toUnsignedLong(i32());
  }

  /** An aligned 64-bit number. */
  public long i64() throws MalformedException {
    align(8);
    need(8);
    return buffer.getLong();
  }

  /** An aligned GUID. */
  public UUID guid() throws MalformedException {
    align(4);
    need(16);
    long high = Integer.toUnsignedLong(buffer.getInt()) << 32;
    high |= Short.toUnsignedLong(buffer.getShort()) << 16;
    high |= Short.toUnsignedLong(buffer.getShort());
    long low = Long.reverseBytes(buffer.getLong());
    return new UUID(high, low);
  }

  /** The next bytes, copied. */
  public byte[] bytes(int count) throws MalformedException {
    need(count);
    byte[] bytes = new byte[count];
    buffer.get(bytes);
    return bytes;
  }

  /** A unique pointer: whether something follows where its referent belongs. */
  public boolean pointer() throws MalformedException {
    return i32() != 0;
  }

  /**
   * A count of elements that follow, or that follow later.
   *
   * @param most how many are accepted
   * @param elementSize the least that each takes in the remaining bytes
   */
  public int count(int most, int elementSize) throws MalformedException {
    long count = u32();
    if (count > most || count * elementSize > buffer.remaining()) {
      throw new MalformedException(
          count
              + " elements are announced where at most "
              + most
              + " are accepted and "
              + buffer.remaining()
              + " bytes are left");
    }
    return (int) count;
  }

  /** The maximum count of a conformant array, which has to be the one known already. */
  public void conformance(int count) throws MalformedException {
    long announced = u32();
    if (announced != count) {
      throw new MalformedException(
          "an array says that it holds " + announced + " elements where " + count + " belong");
    }
  }

  private void need(int count) throws MalformedException {
    if (count < 0 || count > buffer.remaining()) {
      throw new MalformedException(
          count
              + " bytes are needed at "
              + buffer.position()
              + " where "
              + buffer.remaining()
              + " are left");
    }
  }
}
