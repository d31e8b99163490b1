package io.gpmcworker.gpmc.dcom.nlmp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.MD4Digest;

/** The functions of MS-NLMP chapter 6. */
final class NtlmCrypto {

  private NtlmCrypto() {}

  /** {@code NTOWFv2}: what stands for a password. */
  static byte[] ntowfv2(String password, String user, String domain) {
    byte[] unicode = utf16(password);
    MD4Digest md4 = new MD4Digest();
    md4.update(unicode, 0, unicode.length);
    byte[] hash = new byte[md4.getDigestSize()];
    md4.doFinal(hash, 0);
    return hmacMd5(hash, utf16(upperCase(user) + domain));
  }

  /** Character by character, as Windows does it: the name {@code groß} stays as long as it is. */
  private static String upperCase(String name) {
    StringBuilder upper = new StringBuilder(name.length());
    name.chars().forEach(unit -> upper.append(Character.toUpperCase((char) unit)));
    return upper.toString();
  }

  static byte[] hmacMd5(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static byte[] md5(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** An RC4 stream; sealing and opening are the same. */
  static Cipher rc4(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("ARCFOUR");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ARCFOUR"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16LE);
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException(
        "This JDK does not offer what NTLM needs (HmacMD5, MD5, ARCFOUR); use one that does not"
            + " disable them",
        e);
  }
}
