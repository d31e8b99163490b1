package io.gpmcworker.policy.report.security;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How people see one registry value of the security options. The table is the resource {@code
 * security-options.inf}: one line for each value, {@code path = kind, name, detail…}.
 *
 * @param kind what the value is
 * @param name its name
 * @param details the unit of a number; value and text of each choice; bit and text of each flag
 */
record OptionDisplay(Kind kind, String name, List<String> details) {

  /** What a value is. */
  enum Kind {
    BOOLEAN,
    NUMBER,
    STRING,
    STRINGS,
    CHOICE,
    FLAGS
  }

  private record Labelled(long value, String text) {}

  private static final String RESOURCE = "security-options.inf";
  private static final Map<String, OptionDisplay> TABLE = load();

  OptionDisplay {
    details = List.copyOf(details);
  }

  /** The display of a value, by its path in any case. */
  static Optional<OptionDisplay> of(String path) {
    return Optional.ofNullable(TABLE.get(path));
  }

  private static Map<String, OptionDisplay> load() {
    try (InputStream in = OptionDisplay.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(RESOURCE + " is missing from the program");
      }
      Map<String, OptionDisplay> table = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      for (InfFile.Entry entry : InfFile.read(in.readAllBytes(), RESOURCE).entries("Options")) {
        List<String> fields = InfFile.fields(entry.value());
        table.put(
            entry.key(),
            new OptionDisplay(
                Kind.valueOf(fields.getFirst()),
                fields.get(1).replace("\\n", "\n"),
                fields.subList(2, fields.size())));
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The Display element.
   *
   * @param value as the template writes it, behind its type
   */
  ReportElement element(String value) {
    String units = kind == Kind.NUMBER && !details.isEmpty() ? details.getFirst() : "";
    ReportElement display =
        SecurityRenderer.TYPE.element("Display").leaf("Name", name).leaf("Units", units);
    OptionalLong number = TemplateNumbers.parse(value.replace("\"", ""));
    switch (kind) {
      case BOOLEAN -> display.leaf("DisplayBoolean", number.orElse(0) != 0);
      case NUMBER -> number.ifPresent(shown -> display.leaf("DisplayNumber", shown));
      case STRING -> display.leaf("DisplayString", value);
      case STRINGS -> display.add(SecurityOptions.texts("DisplayStrings", value));
      case CHOICE -> display.leaf("DisplayString", choice(number, value));
      case FLAGS -> display.add(flags(number.orElse(0)));
    }
    return display;
  }

  private String choice(OptionalLong number, String value) {
    return labelled().stream()
        .filter(choice -> number.isPresent() && choice.value() == number.getAsLong())
        .map(Labelled::text)
        .findFirst()
        .orElse(value);
  }

  private ReportElement flags(long value) {
    ReportElement fields = SecurityRenderer.TYPE.element("DisplayFields");
    for (Labelled flag : labelled()) {
      fields.add(
          fields
              .sibling("Field")
              .leaf("Name", flag.text())
              .leaf("Value", (value & flag.value()) != 0));
    }
    return fields;
  }

  /** Details are {@code number:text}. */
  private List<Labelled> labelled() {
    List<Labelled> labelled = new ArrayList<>();
    for (String detail : details) {
      int colon = detail.indexOf(':');
      labelled.add(
          new Labelled(Long.parseLong(detail.substring(0, colon)), detail.substring(colon + 1)));
    }
    return labelled;
  }
}
