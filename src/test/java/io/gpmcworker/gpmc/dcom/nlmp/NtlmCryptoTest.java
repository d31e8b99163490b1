package io.gpmcworker.gpmc.dcom.nlmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of MS-NLMP 4.2. */
class NtlmCryptoTest {

  @Test
  void ntowfv2() {
    assertThat(HexFormat.of().formatHex(NtlmCrypto.ntowfv2("Password", "User", "Domain")))
        .isEqualTo("0c868a403bfd7a93a3001ef22ef02e3f");
  }

  @Test
  void aSessionSealsAndSignsAsTheExampleDoes() {
    // MS-NLMP 4.2.4.4: NTLMv2 with the random session key 0x55…55, client to server. The roles are
    // exchanged by the key names, so the example's client is checked as an incoming message.
    byte[] key = HexFormat.of().parseHex("55555555555555555555555555555555");
    NtlmSession session =
        new NtlmSession("Domain\\User", key, NtlmFlags.SEAL | NtlmFlags.KEY_EXCHANGE, true);
    byte[] sealed = HexFormat.of().parseHex("54e50165bf1936dc996020c1811b0f06fb5f");
    session.open(sealed, 0, sealed.length);
    assertThat(sealed).isEqualTo(NtlmCrypto.utf16("Plaintext"));
    byte[] signature = HexFormat.of().parseHex("010000007fb38ec5c55d497600000000");
    assertThat(verifies(session, sealed, signature)).isTrue();
  }

  @Test
  void namesAreUppercasedOneCharacterForOne() {
    assertThat(NtlmCrypto.ntowfv2("p", "groß", "D"))
        .isEqualTo(NtlmCrypto.ntowfv2("p", "GROß", "D"))
        .isNotEqualTo(NtlmCrypto.ntowfv2("p", "GROSS", "D"));
  }

  @Test
  void aRepeatedMessageIsRefused() {
    byte[] key = HexFormat.of().parseHex("55555555555555555555555555555555");
    NtlmSession session =
        new NtlmSession("D\\u", key, NtlmFlags.SEAL | NtlmFlags.KEY_EXCHANGE, true);
    byte[] sealed = HexFormat.of().parseHex("54e50165bf1936dc996020c1811b0f06fb5f");
    session.open(sealed, 0, sealed.length);
    byte[] signature = HexFormat.of().parseHex("010000007fb38ec5c55d497600000000");
    assertThat(verifies(session, sealed, signature)).isTrue();
    assertThat(verifies(session, sealed, signature)).isFalse();
  }

  private static boolean verifies(NtlmSession session, byte[] message, byte[] signature) {
    try {
      session.verify(message, 0, message.length, signature);
      return true;
    } catch (NtlmRefusedException e) {
      return false;
    }
  }
}
