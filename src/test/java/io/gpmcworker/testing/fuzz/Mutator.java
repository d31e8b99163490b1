package io.gpmcworker.testing.fuzz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes hostile input of good one: byte by byte, and with an eye to the structure that most formats
 * share, which is numbers, lengths, lines, elements and quoted texts.
 */
final class Mutator {

  private static final int LONGEST = 1 << 18;
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");
  private static final Pattern LINE = Pattern.compile("^[^\n]*+\n", Pattern.MULTILINE);
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,400}>");
  private static final Pattern VALUE = Pattern.compile("\"[^\"\n]{0,400}\"|=[^\n]{0,400}|;[^;\n]*");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "255",
          "256",
          "65535",
          "65536",
          "2147483647",
          "-2147483648",
          "4294967295",
          "4294967296",
          "9223372036854775807",
          "99999999999999999999999999",
          "1e9",
          "");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\0",
          "\r\n",
          "..\\..\\x",
          "%s%n{0}",
          "&amp;",
          "&x;",
          "<!DOCTYPE x [<!ENTITY x \"y\">]>",
          "]]>",
          "<![CDATA[",
          "--",
          "{00000000-0000-0000-0000-000000000000}",
          "S-1-5-21-1-2-3-4",
          "*S-1-5-32-544",
          "D:(A;;GA;;;WD)",
          "(((((((((((",
          ",,,,,,,,,",
          "[",
          "]",
          "\uD800",
          "\uFEFF",
          "İß日本",
          "a".repeat(300),
          "\\".repeat(300));
  private static final int[] INTERESTING = {
    0,
    1,
    2,
    7,
    8,
    0x7F,
    0x80,
    0xFF,
    0x100,
    0x7FFF,
    0x8000,
    0xFFFF,
    0x10000,
    0x7FFFFFFF,
    0x80000000,
    0xFFFFFFFF
  };

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  /** One hostile input. */
  byte[] mutate(List<byte[]> samples) {
    if (random.nextInt(40) == 0) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] input = pick(samples);
    for (int i = random.nextInt(4); i >= 0 && input.length < LONGEST; i--) {
      input = random.nextBoolean() ? asText(input) : asBytes(input, samples);
    }
    return input;
  }

  private byte[] pick(List<byte[]> samples) {
    return samples.get(random.nextInt(samples.size()));
  }

  private byte[] asBytes(byte[] input, List<byte[]> samples) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }
    int at = random.nextInt(input.length);
    return switch (random.nextInt(9)) {
      case 0 -> Arrays.copyOf(input, at);
      case 1 -> with(input, at, (byte) random.nextInt(256));
      case 2 -> with(input, at, (byte) (input[at] ^ 1 << random.nextInt(8)));
      case 3 -> withNumber(input, at, 2);
      case 4, 5 -> withNumber(input, at & ~1, 4);
      case 6 -> replaced(input, at, 1 + random.nextInt(40), new byte[0]);
      case 7 -> {
        int end = Math.min(input.length, at + 1 + random.nextInt(200));
        byte[] piece = Arrays.copyOfRange(input, at, end);
        yield replaced(input, at, 0, repeated(piece, 1 + random.nextInt(random.nextInt(400) + 1)));
      }
      default -> {
        byte[] other = pick(samples);
        int from = random.nextInt(other.length + 1);
        yield replaced(input, at, input.length, Arrays.copyOfRange(other, from, other.length));
      }
    };
  }

  private static byte[] with(byte[] input, int at, byte value) {
    byte[] changed = input.clone();
    changed[at] = value;
    return changed;
  }

  /** A number, little-endian, that is likely to be wrong where it stands. */
  private byte[] withNumber(byte[] input, int at, int size) {
    byte[] changed = input.clone();
    int value =
        random.nextInt(4) == 0
            ? input.length - at + random.nextInt(9) - 4
            : INTERESTING[random.nextInt(INTERESTING.length)];
    for (int i = 0; i < size && at + i < changed.length; i++) {
      changed[at + i] = (byte) (value >>> (8 * i));
    }
    return changed;
  }

  private static byte[] replaced(byte[] input, int at, int length, byte[] by) {
    int end = Math.min(input.length, at + length);
    byte[] changed = new byte[at + by.length + input.length - end];
    System.arraycopy(input, 0, changed, 0, at);
    System.arraycopy(by, 0, changed, at, by.length);
    System.arraycopy(input, end, changed, at + by.length, input.length - end);
    return changed;
  }

  private static byte[] repeated(byte[] piece, int times) {
    int count = Math.max(1, Math.min(times, LONGEST / Math.max(1, piece.length)));
    byte[] all = new byte[piece.length * count];
    for (int i = 0; i < count; i++) {
      System.arraycopy(piece, 0, all, i * piece.length, piece.length);
    }
    return all;
  }

  private byte[] asText(byte[] input) {
    boolean wide = input.length > 1 && (input[0] & 0xFF) == 0xFF && (input[1] & 0xFF) == 0xFE;
    Charset charset = wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    String changed = asText(new String(input, charset));
    return changed.getBytes(
        random.nextInt(20) > 0
            ? charset
            : List.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16LE,
                    StandardCharsets.UTF_16BE,
                    StandardCharsets.ISO_8859_1)
                .get(random.nextInt(4)));
  }

  private String asText(String text) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> replaceOne(text, NUMBER, NUMBERS.get(random.nextInt(NUMBERS.size())));
      case 2 -> replaceOne(text, VALUE, text(3));
      case 3 -> replaceOne(text, LINE, "");
      case 4 -> replaceOne(text, LINE, "$0$0");
      case 5 -> replaceOne(text, TAG, random.nextBoolean() ? "" : "$0$0");
      case 6 -> replaceOne(text, TAG, "<x>".repeat(1 + random.nextInt(200)));
      default -> {
        int at = random.nextInt(text.length() + 1);
        yield text.substring(0, at) + text(1) + text.substring(at);
      }
    };
  }

  private String text(int copies) {
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return random.nextInt(20) == 0 ? text.repeat(1000 * copies) : text;
  }

  /** One of the matches, replaced; {@code $0} in the replacement is the match itself. */
  private String replaceOne(String text, Pattern pattern, String replacement) {
    List<MatchResult> matches = pattern.matcher(text).results().limit(500).toList();
    if (matches.isEmpty()) {
      return text;
    }
    MatchResult match = matches.get(random.nextInt(matches.size()));
    return text.substring(0, match.start())
        + replacement.replace("$0", match.group())
        + text.substring(match.end());
  }
}
