package io.gpmcworker.policy.inf;

import io.gpmcworker.policy.MalformedPolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A file of sections and lines: GptTmpl.inf (MS-GPSB 2.2), scripts.ini (MS-GPSCR 2.2), cap.inf.
 * Names of sections and keys are compared without regard to case, as Windows does.
 */
public final class InfFile {

  /** Largest file accepted, in bytes. */
  public static final int MAX_SIZE = 16 << 20;

  /**
   * A line {@code key = value}.
   *
   * @param key without the blanks around it
   * @param value without the blanks around it; may be empty
   */
  public record Entry(String key, String value) {}

  /** A section's lines, and the last value of each of its keys. */
  private record Section(List<String> lines, Map<String, String> values) {

    Section() {
      this(new ArrayList<>(), new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    }

    void add(String line) {
      lines.add(line);
      entry(line).ifPresent(entry -> values.put(entry.key(), entry.value()));
    }
  }

  private final Map<String, Section> sections;

  private InfFile(Map<String, Section> sections) {
    this.sections = sections;
  }

  /**
   * Reads a file in UTF-16 or UTF-8 with byte order mark, or in Windows-1252 without one.
   *
   * @param file what to call it in an error
   * @throws MalformedPolicyException if it is too large or not text
   */
  public static InfFile read(byte[] content, String file) throws MalformedPolicyException {
    Map<String, Section> sections = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Section current = new Section();
    for (String line : (Iterable<String>) decode(content, file).lines()::iterator) {
      String stripped = line.strip();
      if (stripped.startsWith("[") && stripped.endsWith("]")) {
        current =
            sections.computeIfAbsent(
                stripped.substring(1, stripped.length() - 1), name -> new Section());
      } else if (!stripped.isEmpty() && !stripped.startsWith(";")) {
        current.add(stripped);
      }
    }
    return new InfFile(sections);
  }

  /**
   * The text of such a file.
   *
   * @throws MalformedPolicyException if it is too large or not text
   */
  public static String decode(byte[] content, String file) throws MalformedPolicyException {
    return InfText.decode(content, file).text();
  }

  /** The names of the sections, in alphabetical order. */
  public List<String> sections() {
    return List.copyOf(sections.keySet());
  }

  /** The lines of a section in order, without blank and comment lines; none if it is not there. */
  public List<String> lines(String section) {
    return List.copyOf(section(section).lines());
  }

  /** The lines {@code key = value} of a section in order; other lines are left out. */
  public List<Entry> entries(String section) {
    return lines(section).stream().flatMap(line -> entry(line).stream()).toList();
  }

  private static Optional<Entry> entry(String line) {
    int equals = line.indexOf('=');
    return equals <= 0
        ? Optional.empty()
        : Optional.of(
            new Entry(line.substring(0, equals).strip(), line.substring(equals + 1).strip()));
  }

  /** The value of the last line with the given key. */
  public Optional<String> value(String section, String key) {
    return Optional.ofNullable(section(section).values().get(key));
  }

  private Section section(String name) {
    Section section = sections.get(name);
    return section == null ? new Section() : section;
  }

  /**
   * Cuts a line at its commas; a comma inside quotation marks belongs to the text, and two
   * quotation marks in a row stand for one. The marks around a text are taken off.
   */
  public static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          field.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
