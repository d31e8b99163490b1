package io.gpmcworker.gpmc.dcom.nlmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/** The client's side of NTLMv2 with a MIC, as Windows does it (MS-NLMP 3.1). */
public final class NtlmInitiator {

  private static final int FLAGS =
      NtlmFlags.REQUIRED
          | NtlmFlags.SEAL
          | NtlmFlags.REQUEST_TARGET
          | NtlmFlags.ALWAYS_SIGN
          | NtlmFlags.VERSION
          | NtlmFlags.KEY_EXCHANGE
          | NtlmFlags.KEY_56;

  private static final int HEAD = 88;

  private final SecureRandom random = new SecureRandom();
  private final NtlmAccount account;
  private final byte[] negotiate;

  public NtlmInitiator(NtlmAccount account) {
    this.account = account;
    this.negotiate = NtlmMessage.write(NtlmMessage.NEGOTIATE, 40).putInt(FLAGS).array();
  }

  public byte[] negotiate() {
    return negotiate.clone();
  }

  /** An authenticate message, and the session that it opens. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(byte[] authenticate, NtlmSession session) {}

  public Answer answer(byte[] challenge) throws NtlmRefusedException, IOException {
    NtlmMessage message = NtlmMessage.read(challenge, NtlmMessage.CHALLENGE, 48);
    int flags = message.i32(20) & (FLAGS | NtlmFlags.TARGET_INFO);
    byte[] serverChallenge = Arrays.copyOfRange(challenge, 24, 32);
    byte[] info = message.payload(40);
    byte[] clientChallenge = new byte[8];
    random.nextBytes(clientChallenge);
    // The server's attributes without their end, MsvAvFlags that announce a MIC, the end.
    ByteBuffer blob = ByteBuffer.allocate(28 + info.length + 8 + 4).order(ByteOrder.LITTLE_ENDIAN);
    blob.put((byte) 1).put((byte) 1).putShort((short) 0).putInt(0);
    blob.putLong(116_444_736_000_000_000L + System.currentTimeMillis() * 10_000);
    blob.put(clientChallenge).putInt(0);
    blob.put(info, 0, info.length - 4).putShort((short) 6).putShort((short) 4).putInt(2).putInt(0);
    byte[] temp = Arrays.copyOf(blob.array(), blob.position() + 4);
    byte[] key = NtlmCrypto.ntowfv2(account.password().read(), account.user(), account.domain());
    byte[] proof = NtlmCrypto.hmacMd5(key, serverChallenge, temp);
    byte[] baseKey = NtlmCrypto.hmacMd5(key, proof);
    byte[] sessionKey = new byte[16];
    random.nextBytes(sessionKey);
    byte[] encrypted = NtlmCrypto.rc4(baseKey).update(sessionKey);
    byte[] response = Arrays.copyOf(proof, proof.length + temp.length);
    System.arraycopy(temp, 0, response, proof.length, temp.length);

    byte[] domain = NtlmCrypto.utf16(account.domain());
    byte[] user = NtlmCrypto.utf16(account.user());
    int size = HEAD + domain.length + user.length + 24 + response.length + 16;
    ByteBuffer out = NtlmMessage.write(NtlmMessage.AUTHENTICATE, size);
    int at = HEAD + domain.length + user.length;
    field(out, 24, at);
    field(out, response.length, at + 24);
    field(out, domain.length, HEAD);
    field(out, user.length, HEAD + domain.length);
    field(out, 0, HEAD);
    field(out, 16, at + 24 + response.length);
    out.putInt(flags).putLong(0).put(new byte[16]);
    out.put(domain).put(user).put(new byte[24]).put(response).put(encrypted);
    byte[] authenticate = new byte[out.position()];
    out.flip().get(authenticate);
    byte[] mic = NtlmCrypto.hmacMd5(sessionKey, negotiate, challenge, authenticate);
    System.arraycopy(mic, 0, authenticate, 72, 16);
    return new Answer(authenticate, new NtlmSession(account.toString(), sessionKey, flags, false));
  }

  private static void field(ByteBuffer out, int length, int offset) {
    out.putShort((short) length).putShort((short) length).putInt(offset);
  }
}
