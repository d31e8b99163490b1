package io.gpmcworker.gpmc.dcom.nlmp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import javax.crypto.Cipher;

/**
 * Signs and seals what a server says, and checks and opens what its caller says (MS-NLMP 3.4, with
 * extended session security). Messages are numbered in each direction, so none can be left out,
 * repeated or moved. Not safe for use by several threads.
 */
public final class NtlmSession {

  /** Bytes of a signature. */
  public static final int SIGNATURE_SIZE = 16;

  private static final int CHECKSUM_SIZE = 8;

  private final String caller;
  private final boolean sealing;
  private final Direction incoming;
  private final Direction outgoing;

  /**
   * @param server whether this is the server's end
   */
  NtlmSession(String caller, byte[] sessionKey, int flags, boolean server) {
    this.caller = caller;
    this.sealing = (flags & NtlmFlags.SEAL) != 0;
    boolean keyExchange = (flags & NtlmFlags.KEY_EXCHANGE) != 0;
    Direction fromClient = new Direction(sessionKey, "client-to-server", keyExchange);
    Direction fromServer = new Direction(sessionKey, "server-to-client", keyExchange);
    this.incoming = server ? fromClient : fromServer;
    this.outgoing = server ? fromServer : fromClient;
  }

  /** Who it is: {@code DOMAIN\\user}. */
  public String caller() {
    return caller;
  }

  /** Whether sealing was agreed on. */
  public boolean sealing() {
    return sealing;
  }

  /** Opens a sealed part of an incoming message, in its place. The signature comes after. */
  public void open(byte[] message, int offset, int length) {
    incoming.stream(message, offset, length);
  }

  /**
   * Checks an incoming message that lies open.
   *
   * @throws NtlmRefusedException if it is not what the caller sent next
   */
  public void verify(byte[] message, int offset, int length, byte[] signature)
      throws NtlmRefusedException {
    byte[] checksum = incoming.checksum(message, offset, length);
    if (!MessageDigest.isEqual(incoming.signature(checksum), signature)) {
      throw new NtlmRefusedException("a message does not bear the signature of " + caller);
    }
  }

  /**
   * Signs an outgoing message and seals a part of it in its place.
   *
   * @param sealedLength how much to seal; 0 to sign alone
   */
  public byte[] sign(byte[] message, int offset, int length, int sealedFrom, int sealedLength) {
    byte[] checksum = outgoing.checksum(message, offset, length);
    if (sealedLength > 0) {
      outgoing.stream(message, sealedFrom, sealedLength);
    }
    return outgoing.signature(checksum);
  }

  /** One direction: its keys, its stream, its number. */
  private static final class Direction {

    private final byte[] signingKey;
    private final Cipher stream;
    private final boolean keyExchange;
    private int number;

    Direction(byte[] sessionKey, String name, boolean keyExchange) {
      this.signingKey = key(sessionKey, name, "signing");
      this.stream = NtlmCrypto.rc4(key(sessionKey, name, "sealing"));
      this.keyExchange = keyExchange;
    }

    private static byte[] key(byte[] sessionKey, String direction, String use) {
      String constant = "session key to " + direction + " " + use + " key magic constant\0";
      return NtlmCrypto.md5(sessionKey, constant.getBytes(StandardCharsets.US_ASCII));
    }

    void stream(byte[] message, int offset, int length) {
      byte[] out = stream.update(message, offset, length);
      if (out != null) {
        System.arraycopy(out, 0, message, offset, length);
      }
    }

    byte[] checksum(byte[] message, int offset, int length) {
      byte[] signed = new byte[length];
      System.arraycopy(message, offset, signed, 0, length);
      byte[] mac = NtlmCrypto.hmacMd5(signingKey, little(number), signed);
      byte[] checksum = new byte[CHECKSUM_SIZE];
      System.arraycopy(mac, 0, checksum, 0, CHECKSUM_SIZE);
      return checksum;
    }

    byte[] signature(byte[] checksum) {
      if (keyExchange) {
        stream(checksum, 0, checksum.length);
      }
      return ByteBuffer.allocate(SIGNATURE_SIZE)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(1)
          .put(checksum)
          .putInt(number++)
          .array();
    }

    private static byte[] little(int value) {
      return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
  }
}
