package io.gpmcworker.policy.xml;

import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out in what encoding a document is. What its first bytes show counts more than what its
 * declaration says: reports that were saved again as UTF-8 still say that they are UTF-16.
 */
final class XmlEncoding {

  private static final int DECLARATION_SIZE = 200;
  private static final Pattern DECLARATION =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  private XmlEncoding() {}

  /** The document's characters, without a byte order mark. */
  static String decode(byte[] document, String file) throws MalformedPolicyException {
    Charset charset = of(document);
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(document))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new MalformedPolicyException(file, "is not text in " + charset.name(), e);
    }
  }

  private static Charset of(byte[] document) {
    int first = document.length < 2 ? 0 : (document[0] & 0xFF) << 8 | (document[1] & 0xFF);
    return switch (first) {
      case 0xFFFE, '<' << 8 -> StandardCharsets.UTF_16LE;
      case 0xFEFF, '<' -> StandardCharsets.UTF_16BE;
      default -> declared(document);
    };
  }

  private static Charset declared(byte[] document) {
    int size = Math.min(document.length, DECLARATION_SIZE);
    Matcher matcher =
        DECLARATION.matcher(new String(document, 0, size, StandardCharsets.ISO_8859_1));
    String name = matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "utf-8";
    return switch (name) {
      case "iso-8859-1", "us-ascii" -> StandardCharsets.ISO_8859_1;
      case "windows-1252" -> Charset.forName(name);
      default -> StandardCharsets.UTF_8;
    };
  }
}
