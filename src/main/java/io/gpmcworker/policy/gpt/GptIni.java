package io.gpmcworker.policy.gpt;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoVersion;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A {@code gpt.ini} (MS-GPOL 2.2.4): the version of a GPO's files on SYSVOL. Everything else in it,
 * the localised display name among it, is kept to the byte when the version changes.
 */
public final class GptIni {

  /** Its name in a GPO's folder. */
  public static final String NAME = "gpt.ini";

  /** Largest file accepted, in bytes. */
  public static final int MAX_SIZE = 1 << 16;

  private static final String SECTION = "[general]";
  private static final String VERSION = "version";
  private static final String DISPLAY_NAME = "displayname";
  private static final String NEW_LINE = "\r\n";
  private static final long MAX_VERSION = 0xFFFF_FFFFL;

  private final Encoding encoding;
  private final List<String> lines;
  private final GpoVersion version;

  private GptIni(Encoding encoding, List<String> lines, GpoVersion version) {
    this.encoding = encoding;
    this.lines = List.copyOf(lines);
    this.version = version;
  }

  /** How the text is stored; the mark at its start is kept. */
  private enum Encoding {
    UTF_16LE(StandardCharsets.UTF_16LE, "\uFEFF"),
    UTF_8_WITH_MARK(StandardCharsets.UTF_8, "\uFEFF"),
    /** Windows writes the ANSI code page; Latin-1 keeps any of them to the byte. */
    SINGLE_BYTE(StandardCharsets.ISO_8859_1, "");

    private final Charset charset;
    private final String mark;

    Encoding(Charset charset, String mark) {
      this.charset = charset;
      this.mark = mark;
    }

    static Encoding of(byte[] content) {
      for (Encoding encoding : values()) {
        byte[] mark = encoding.mark.getBytes(encoding.charset);
        if (content.length >= mark.length
            && Arrays.equals(content, 0, mark.length, mark, 0, mark.length)) {
          return encoding;
        }
      }
      return SINGLE_BYTE;
    }

    String decode(byte[] content) throws CharacterCodingException {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString()
          .substring(mark.length());
    }

    byte[] encode(String text) {
      return (mark + text).getBytes(charset);
    }
  }

  /** The file of a GPO that has none yet. */
  public static GptIni create(GpoVersion version) {
    List<String> lines = List.of("[General]" + NEW_LINE, "Version=" + number(version) + NEW_LINE);
    return new GptIni(Encoding.SINGLE_BYTE, lines, version);
  }

  /**
   * Reads a file.
   *
   * @throws MalformedPolicyException if it is too large, not text, or its version is no number
   */
  public static GptIni read(byte[] content) throws MalformedPolicyException {
    if (content.length > MAX_SIZE) {
      throw new MalformedPolicyException(NAME, "is larger than " + MAX_SIZE + " bytes");
    }
    Encoding encoding = Encoding.of(content);
    String text;
    try {
      text = encoding.decode(content);
    } catch (CharacterCodingException e) {
      throw new MalformedPolicyException(NAME, "is not text in the encoding its mark names", e);
    }
    List<String> lines = lines(text);
    String version = value(lines, VERSION).orElse("0");
    try {
      long number = Long.parseLong(version.strip());
      if (number < Integer.MIN_VALUE || number > MAX_VERSION) {
        throw new NumberFormatException(version);
      }
      return new GptIni(encoding, lines, GpoVersion.unpack((int) number));
    } catch (NumberFormatException e) {
      throw new MalformedPolicyException(
          NAME, "Version is no number from 0 to " + MAX_VERSION + ": '" + version + "'", e);
    }
  }

  /** The version; 0 if the file has none. */
  public GpoVersion version() {
    return version;
  }

  /** The name that the editor left there; not the GPO's name, which is in the directory. */
  public Optional<String> displayName() {
    return value(lines, DISPLAY_NAME);
  }

  /** The same file with another version and everything else as it was. */
  public GptIni withVersion(GpoVersion newVersion) {
    String line = "Version=" + number(newVersion);
    List<String> changed = new ArrayList<>(lines);
    int at = indexOf(lines, VERSION);
    if (at >= 0) {
      changed.set(at, line + ending(lines.get(at)));
      return new GptIni(encoding, changed, newVersion);
    }
    int section = sectionStart(lines);
    if (section < 0) {
      changed.add(0, "[General]" + NEW_LINE);
      section = 0;
    } else if (ending(changed.get(section)).isEmpty()) {
      changed.set(section, changed.get(section) + NEW_LINE);
    }
    changed.add(section + 1, line + NEW_LINE);
    return new GptIni(encoding, changed, newVersion);
  }

  /** The file's bytes. */
  public byte[] toByteArray() {
    return encoding.encode(String.join("", lines));
  }

  private static String number(GpoVersion version) {
    return Integer.toUnsignedString(version.pack());
  }

  /** The lines of a text, each with its ending. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  private static String ending(String line) {
    return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
  }

  private static int sectionStart(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equalsIgnoreCase(SECTION)) {
        return i;
      }
    }
    return -1;
  }

  private static int indexOf(List<String> lines, String key) {
    int section = sectionStart(lines);
    if (section < 0) {
      return -1;
    }
    for (int i = section + 1; i < lines.size() && !lines.get(i).strip().startsWith("["); i++) {
      int equals = lines.get(i).indexOf('=');
      if (equals >= 0 && lines.get(i).substring(0, equals).strip().equalsIgnoreCase(key)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<String> value(List<String> lines, String key) {
    int at = indexOf(lines, key);
    return at < 0
        ? Optional.empty()
        : Optional.of(lines.get(at).substring(lines.get(at).indexOf('=') + 1).strip());
  }
}
