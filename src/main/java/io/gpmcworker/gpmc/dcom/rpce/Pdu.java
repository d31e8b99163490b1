package io.gpmcworker.gpmc.dcom.rpce;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * One fragment as it came (C706 12.6.3, MS-RPCE 2.2.2).
 *
 * @param type what it is
 * @param flags the {@code PFC_} flags
 * @param callId the call that it belongs to
 * @param bytes the whole fragment
 * @param trailer how it is protected; empty if it is not
 */
@SuppressWarnings("ArrayRecordComponent") // Opened in its place, never compared.
record Pdu(PduType type, int flags, int callId, byte[] bytes, Optional<SecurityTrailer> trailer) {

  static final int HEADER_SIZE = 16;

  /** The largest fragment that is taken or sent; what Windows uses over TCP. */
  static final int MAX_FRAGMENT = 5840;

  /** The least that either side has to take (C706 12.6.3.1). */
  static final int MUST_RECEIVE = 1432;

  static final int FIRST_FRAGMENT = 0x01;
  static final int LAST_FRAGMENT = 0x02;
  static final int SUPPORT_HEADER_SIGN = 0x04;
  static final int DID_NOT_EXECUTE = 0x20;
  static final int OBJECT_UUID = 0x80;

  private static final int VERSION = 5;
  private static final int HIGHEST_MINOR = 1;
  private static final int LITTLE_ENDIAN_ASCII = 0x10;

  /**
   * The protection of a fragment (MS-RPCE 2.2.2.11).
   *
   * @param authType {@code RPC_C_AUTHN_}, 10 for NTLM
   * @param level the number of an authentication level
   * @param padding bytes of padding before the trailer
   * @param contextId which security context protects it
   * @param offset where the trailer begins
   * @param token the credentials or the signature
   */
  @SuppressWarnings("ArrayRecordComponent")
  record SecurityTrailer(
      int authType, int level, int padding, int contextId, int offset, byte[] token) {

    static final int SIZE = 8;
    static final int NTLM = 10;
  }

  /**
   * The length of the fragment that a header begins.
   *
   * @throws MalformedException if it is not a header, or announces more than is taken
   */
  static int fragmentLength(byte[] header) throws MalformedException {
    ByteBuffer buffer = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (buffer.get(0) != VERSION || buffer.get(1) < 0 || buffer.get(1) > HIGHEST_MINOR) {
      throw new MalformedException("it is not a packet of DCE RPC 5");
    }
    if (buffer.get(4) != LITTLE_ENDIAN_ASCII) {
      throw new MalformedException("a packet is not little-endian, as all of Windows' are");
    }
    int length = Short.toUnsignedInt(buffer.getShort(8));
    if (length < HEADER_SIZE || length > MAX_FRAGMENT) {
      throw new MalformedException("a fragment announces " + length + " bytes");
    }
    return length;
  }

  static Pdu read(byte[] bytes) throws MalformedException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    PduType type = PduType.of(Byte.toUnsignedInt(buffer.get(2)));
    int authLength = Short.toUnsignedInt(buffer.getShort(10));
    Optional<SecurityTrailer> trailer = Optional.empty();
    if (authLength > 0) {
      int offset = bytes.length - authLength - SecurityTrailer.SIZE;
      int padding = offset < HEADER_SIZE ? 0 : Byte.toUnsignedInt(buffer.get(offset + 2));
      if (offset - padding < HEADER_SIZE) {
        throw new MalformedException("a packet's security trailer is longer than the packet");
      }
      trailer =
          Optional.of(
              new SecurityTrailer(
                  Byte.toUnsignedInt(buffer.get(offset)),
                  Byte.toUnsignedInt(buffer.get(offset + 1)),
                  padding,
                  buffer.getInt(offset + 4),
                  offset,
                  Arrays.copyOfRange(bytes, bytes.length - authLength, bytes.length)));
    }
    return new Pdu(type, Byte.toUnsignedInt(buffer.get(3)), buffer.getInt(12), bytes, trailer);
  }

  boolean has(int flag) {
    return (flags & flag) == flag;
  }

  /** Where the body ends: before padding and trailer. */
  int bodyEnd() {
    return trailer.map(t -> t.offset() - t.padding()).orElse(bytes.length);
  }

  /** The body, without padding and trailer. */
  NdrReader body() throws MalformedException {
    NdrReader reader = new NdrReader(bytes, 0, bodyEnd());
    reader.skip(HEADER_SIZE);
    return reader;
  }
}
