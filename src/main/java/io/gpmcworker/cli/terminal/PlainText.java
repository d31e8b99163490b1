package io.gpmcworker.cli.terminal;

import java.nio.charset.StandardCharsets;

/** Text that does nothing to a terminal but be read. */
public final class PlainText {

  private PlainText() {}

  /** A text of unknown origin in one line: what controls a terminal is spelled out. */
  public static String line(String text) {
    return escaped(text, "");
  }

  private static String escaped(String text, String kept) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          boolean harmless = kept.indexOf(c) >= 0;
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR -> {
              if (harmless) {
                plain.appendCodePoint(c);
              } else {
                plain.append(spelled(c));
              }
            }
            default -> plain.appendCodePoint(c);
          }
        });
    return plain.toString();
  }

  private static String spelled(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted(c);
    };
  }

  /** A document for a terminal: its lines and tabs stay. */
  public static String document(String text) {
    return escaped(text, "\n\t");
  }

  /** GPMC's XML in UTF-16 as text for pipes and terminals: UTF-8, with lines as they are here. */
  public static String xml(byte[] utf16) {
    String text =
        new String(utf16, StandardCharsets.UTF_16)
            .replaceFirst("encoding=\"utf-16\"", "encoding=\"utf-8\"")
            .replace("\r\n", "\n");
    return text.endsWith("\n") ? text : text + "\n";
  }
}
