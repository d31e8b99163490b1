package io.gpmcworker.gpmc.dcom.nlmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One handshake, seen from the server (MS-NLMP 3.2): a negotiate message comes in, a challenge goes
 * out, an authenticate message comes in and either opens a session or is refused. NTLMv2 with
 * extended session security and 128-bit keys; anything less is refused.
 */
public final class NtlmAcceptor {

  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int CHALLENGE_SIZE = 8;
  private static final int PROOF_SIZE = 16;
  private static final int SESSION_KEY_SIZE = 16;
  private static final int MIC_OFFSET = 72;

  /** Before the attributes of an NTLMv2 client challenge (MS-NLMP 2.2.2.7). */
  private static final int CLIENT_CHALLENGE_HEAD = 28;

  /** Windows 10; what it stands for is only told for debugging. */
  private static final byte[] VERSION = {10, 0, 0x5D, 0x58, 0, 0, 0, 15};

  private final List<NtlmAccount> accounts;
  private final String name;
  private final byte[] serverChallenge = new byte[CHALLENGE_SIZE];
  private byte[] negotiateMessage = new byte[0];
  private byte[] challengeMessage = new byte[0];

  /**
   * A handshake that has not begun.
   *
   * @param accounts who may call; at least one
   * @param name how the server calls itself, as a NetBIOS name
   */
  public NtlmAcceptor(List<NtlmAccount> accounts, String name) {
    this.accounts = List.copyOf(accounts);
    this.name = name;
    RANDOM.nextBytes(serverChallenge);
  }

  /**
   * Answers a negotiate message with a challenge.
   *
   * @throws NtlmRefusedException if it is malformed or does not ask for what is required
   */
  public byte[] challenge(byte[] negotiate) throws NtlmRefusedException {
    NtlmMessage message = NtlmMessage.read(negotiate, NtlmMessage.NEGOTIATE, 16);
    int asked = message.i32(12);
    require(asked);
    byte[] target = NtlmCrypto.utf16(name);
    byte[] info = TargetInfo.of(name, Instant.now());
    int head = 56;
    ByteBuffer out = NtlmMessage.write(NtlmMessage.CHALLENGE, head + target.length + info.length);
    out.putShort((short) target.length).putShort((short) target.length).putInt(head);
    out.putInt((asked & NtlmFlags.OFFERED) | NtlmFlags.TARGET_INFO | NtlmFlags.TARGET_TYPE_SERVER);
    out.put(serverChallenge).putLong(0);
    out.putShort((short) info.length).putShort((short) info.length);
    out.putInt(head + target.length);
    out.put(VERSION).put(target).put(info);
    negotiateMessage = negotiate.clone();
    challengeMessage = new byte[out.position()];
    out.flip().get(challengeMessage);
    return challengeMessage.clone();
  }

  /**
   * Opens the session of a caller who proves that he knows the password of an account.
   *
   * @throws NtlmRefusedException if he does not
   */
  public NtlmSession authenticate(byte[] authenticate) throws NtlmRefusedException {
    if (challengeMessage.length == 0) {
      throw new NtlmRefusedException("an NTLM authenticate message comes before any challenge");
    }
    NtlmMessage message = NtlmMessage.read(authenticate, NtlmMessage.AUTHENTICATE, 64);
    int flags = message.i32(60);
    require(flags);
    byte[] response = message.payload(20);
    String domain = message.text(28);
    String user = message.text(36);
    if ((flags & NtlmFlags.ANONYMOUS) != 0 || user.isEmpty()) {
      throw new NtlmRefusedException("the caller is anonymous");
    }
    if (response.length < PROOF_SIZE + CLIENT_CHALLENGE_HEAD) {
      throw new NtlmRefusedException(
          domain + "\\" + user + " answers with something older than NTLMv2");
    }
    byte[] proof = Arrays.copyOf(response, PROOF_SIZE);
    byte[] clientChallenge = Arrays.copyOfRange(response, PROOF_SIZE, response.length);
    Optional<NtlmAccount> account =
        accounts.stream().filter(known -> known.is(domain, user)).findFirst();
    // Computed for nobody too, so that an unknown name takes as long as a wrong password.
    byte[] key = NtlmCrypto.ntowfv2(password(account.orElse(accounts.getFirst())), user, domain);
    byte[] expected = NtlmCrypto.hmacMd5(key, serverChallenge, clientChallenge);
    boolean proven = MessageDigest.isEqual(expected, proof);
    if (!proven || account.isEmpty()) {
      throw new NtlmRefusedException(
          domain + "\\" + user + " is not an account that may call, or the password is wrong");
    }
    byte[] sessionKey = sessionKey(message, flags, NtlmCrypto.hmacMd5(key, proof));
    if (TargetInfo.announcesMic(clientChallenge, CLIENT_CHALLENGE_HEAD)) {
      checkMic(authenticate, sessionKey);
    }
    return new NtlmSession(account.get().toString(), sessionKey, flags, true);
  }

  private static String password(NtlmAccount account) throws NtlmRefusedException {
    try {
      return account.password().read();
    } catch (IOException e) {
      throw new NtlmRefusedException(
          "the password of %s cannot be read: %s".formatted(account, e.getMessage()));
    }
  }

  private static void require(int flags) throws NtlmRefusedException {
    if ((flags & NtlmFlags.REQUIRED) != NtlmFlags.REQUIRED) {
      throw new NtlmRefusedException(
          String.format(
              "the NTLM flags 0x%08X lack Unicode, signing, extended session security or 128-bit"
                  + " keys",
              flags));
    }
  }

  private static byte[] sessionKey(NtlmMessage message, int flags, byte[] baseKey)
      throws NtlmRefusedException {
    if ((flags & NtlmFlags.KEY_EXCHANGE) == 0) {
      return baseKey;
    }
    byte[] encrypted = message.payload(52);
    if (encrypted.length != SESSION_KEY_SIZE) {
      throw new NtlmRefusedException("an NTLM session key has " + encrypted.length + " bytes");
    }
    return NtlmCrypto.rc4(baseKey).update(encrypted);
  }

  private void checkMic(byte[] authenticate, byte[] sessionKey) throws NtlmRefusedException {
    if (authenticate.length < MIC_OFFSET + PROOF_SIZE) {
      throw new NtlmRefusedException("an NTLM message announces a MIC and bears none");
    }
    byte[] blank = authenticate.clone();
    Arrays.fill(blank, MIC_OFFSET, MIC_OFFSET + PROOF_SIZE, (byte) 0);
    byte[] expected = NtlmCrypto.hmacMd5(sessionKey, negotiateMessage, challengeMessage, blank);
    byte[] mic = Arrays.copyOfRange(authenticate, MIC_OFFSET, MIC_OFFSET + PROOF_SIZE);
    if (!MessageDigest.isEqual(expected, mic)) {
      throw new NtlmRefusedException("the NTLM handshake was changed on its way");
    }
  }
}
