package io.gpmcworker.policy;

import java.util.Arrays;
import java.util.HexFormat;

/** A byte string that cannot change; equal when its bytes are. */
public final class Bytes {

  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of the given bytes. */
  public static Bytes of(byte... bytes) {
    return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
  }

  /** A copy of {@code length} bytes from {@code offset}. */
  public static Bytes of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** How many bytes it has. */
  public int size() {
    return bytes.length;
  }

  /** Whether it has none. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** A copy as an array. */
  public byte[] toArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lower-case hexadecimal digits without separators. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
