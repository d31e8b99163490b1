package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the data of entries as what their settings take it for. */
final class RegistryData {

  private static final Set<RegistryType> TEXTS =
      EnumSet.of(RegistryType.REG_SZ, RegistryType.REG_EXPAND_SZ, RegistryType.REG_LINK);

  private RegistryData() {}

  /** A DWORD or QWORD, unsigned; empty if the data is neither. */
  static OptionalLong number(RegistryPolicyEntry entry) {
    ByteBuffer data = ByteBuffer.wrap(entry.data().toArray()).order(ByteOrder.LITTLE_ENDIAN);
    boolean dword = entry.typeCode() == RegistryType.REG_DWORD.code();
    if (dword && data.limit() == Integer.BYTES) {
      return OptionalLong.of(Integer.toUnsignedLong(data.getInt()));
    }
    boolean qword = entry.typeCode() == RegistryType.REG_QWORD.code();
    return qword && data.limit() == Long.BYTES
        ? OptionalLong.of(data.getLong())
        : OptionalLong.empty();
  }

  /** The data as text, up to its terminating zero. */
  static String text(RegistryPolicyEntry entry) {
    String text = new String(entry.data().toArray(), StandardCharsets.UTF_16LE);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Whether the data is one text. */
  static boolean isText(RegistryPolicyEntry entry) {
    return entry.type().filter(TEXTS::contains).isPresent();
  }

  /** The data as people read it: a number, else a text. */
  static String display(RegistryPolicyEntry entry) {
    OptionalLong number = number(entry);
    return number.isPresent() ? Long.toUnsignedString(number.getAsLong()) : text(entry);
  }

  /** The texts of a REG_MULTI_SZ. */
  static List<String> texts(RegistryPolicyEntry entry) {
    String text = new String(entry.data().toArray(), StandardCharsets.UTF_16LE);
    return List.of(text.split("\0")).stream().filter(part -> !part.isEmpty()).toList();
  }

  /** The lines of a REG_MULTI_SZ; data without any is one empty line. */
  static List<String> lines(RegistryPolicyEntry entry) {
    List<String> lines = texts(entry);
    return lines.isEmpty() ? List.of("") : lines;
  }

  /** The data in upper-case hexadecimal digits. */
  static String hex(RegistryPolicyEntry entry) {
    return entry.data().toString().toUpperCase(Locale.ROOT);
  }

  /**
   * What stands behind a key in an entry's key.
   *
   * @param entryKey the entry's key
   * @param key in lower case
   * @return the rest without {@code \} in front, empty for the key itself; no value if it lies
   *     elsewhere
   */
  static Optional<String> below(String entryKey, String key) {
    String folded = entryKey.toLowerCase(Locale.ROOT);
    if (folded.equals(key)) {
      return Optional.of("");
    }
    return folded.startsWith(key + "\\")
        ? Optional.of(entryKey.substring(key.length() + 1))
        : Optional.empty();
  }
}
