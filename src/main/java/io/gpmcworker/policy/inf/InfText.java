package io.gpmcworker.policy.inf;

import io.gpmcworker.policy.MalformedPolicyException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The text of a file, with the encoding that it is in: UTF-16 or UTF-8 with byte order mark, or
 * another without one.
 *
 * @param text the characters, without the mark
 * @param charset their encoding
 * @param marked whether a byte order mark is in front
 */
public record InfText(String text, Charset charset, boolean marked) {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final List<Charset> MARKED =
      List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_8);

  /**
   * Reads a file that is in Windows-1252 if it has no byte order mark and is not plainly UTF-16, as
   * Windows does.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is too large or not text
   */
  public static InfText decode(byte[] content, String file) throws MalformedPolicyException {
    return decode(content, file, WINDOWS_1252);
  }

  /**
   * Reads a file.
   *
   * @param unmarked its encoding if it has no byte order mark and is not plainly UTF-16
   * @throws MalformedPolicyException if it is too large or not text
   */
  public static InfText decode(byte[] content, String file, Charset unmarked)
      throws MalformedPolicyException {
    if (content.length > InfFile.MAX_SIZE) {
      throw new MalformedPolicyException(file, "is larger than " + InfFile.MAX_SIZE + " bytes");
    }
    for (Charset charset : MARKED) {
      byte[] mark = "\uFEFF".getBytes(charset);
      if (startsWith(content, mark)) {
        return new InfText(decode(content, mark.length, charset, file), charset, true);
      }
    }
    Charset charset = wide(content).orElse(unmarked);
    return new InfText(
        charset.equals(WINDOWS_1252)
            ? new String(content, charset)
            : decode(content, 0, charset, file),
        charset,
        false);
  }

  /** UTF-16 that has lost its mark: no other text has a NUL beside its first character. */
  private static Optional<Charset> wide(byte[] content) {
    if (content.length < 2 || (content[0] == 0) == (content[1] == 0)) {
      return Optional.empty();
    }
    return Optional.of(content[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
  }

  private static boolean startsWith(byte[] content, byte[] mark) {
    return content.length >= mark.length
        && ByteBuffer.wrap(content, 0, mark.length).equals(ByteBuffer.wrap(mark));
  }

  private static String decode(byte[] content, int offset, Charset charset, String file)
      throws MalformedPolicyException {
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(content, offset, content.length - offset))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedPolicyException(file, "is not text in " + charset.name(), e);
    }
  }

  /** Another text in the same encoding. */
  public InfText withText(String other) {
    return new InfText(other, charset, marked);
  }

  /**
   * The file's bytes.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if the encoding has no place for one of the characters
   */
  public byte[] encode(String file) throws MalformedPolicyException {
    try {
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      if (marked) {
        content.writeBytes("\uFEFF".getBytes(charset));
      }
      content.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
      return content.toByteArray();
    } catch (CharacterCodingException e) {
      throw new MalformedPolicyException(
          file, "is in " + charset.name() + ", which has no place for what it shall hold", e);
    }
  }
}
