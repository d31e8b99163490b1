package io.gpmcworker.policy.admx;

import io.gpmcworker.policy.xml.XmlElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a template in one language: an ADML file. */
final class AdmlTexts {

  /** A template whose texts are missing; its policies are shown by their names. */
  static final AdmlTexts NONE = new AdmlTexts(Map.of(), Map.of());

  private static final Pattern REFERENCE =
      Pattern.compile("^\\s*\\$\\(\\s*(string|presentation)\\.([^)]*?)\\s*\\)\\s*$");

  private final Map<String, String> strings;
  private final Map<String, List<AdmxControl>> presentations;

  private AdmlTexts(Map<String, String> strings, Map<String, List<AdmxControl>> presentations) {
    this.strings = strings;
    this.presentations = presentations;
  }

  static AdmlTexts of(XmlElement root) {
    Map<String, String> strings = new HashMap<>();
    Map<String, List<AdmxControl>> presentations = new HashMap<>();
    for (XmlElement resources : root.children("resources")) {
      for (XmlElement table : resources.children("stringTable")) {
        for (XmlElement string : table.children("string")) {
          string.attribute("id").ifPresent(id -> strings.putIfAbsent(fold(id), string.text()));
        }
      }
      for (XmlElement table : resources.children("presentationTable")) {
        for (XmlElement presentation : table.children("presentation")) {
          presentation
              .attribute("id")
              .ifPresent(id -> presentations.putIfAbsent(fold(id), controls(presentation)));
        }
      }
    }
    return new AdmlTexts(strings, presentations);
  }

  private static List<AdmxControl> controls(XmlElement presentation) {
    List<AdmxControl> controls = new ArrayList<>();
    for (XmlElement control : presentation.children()) {
      controls.add(
          switch (control.localName()) {
            case "text" -> new AdmxControl("", control.text());
            case "textBox", "comboBox" ->
                new AdmxControl(control.attribute("refId").orElse(""), control.childText("label"));
            default -> new AdmxControl(control.attribute("refId").orElse(""), control.text());
          });
    }
    return List.copyOf(controls);
  }

  /**
   * The text that an attribute of the template stands for.
   *
   * @param attribute {@code $(string.id)}, or a text that stands for itself
   * @return empty if it refers to a text that is not there
   */
  Optional<String> string(String attribute) {
    Matcher reference = REFERENCE.matcher(attribute);
    return reference.matches()
        ? Optional.ofNullable(strings.get(fold(reference.group(2))))
        : Optional.of(attribute);
  }

  /** The presentation that an attribute refers to; none if it is not there. */
  List<AdmxControl> presentation(String attribute) {
    Matcher reference = REFERENCE.matcher(attribute);
    return reference.matches()
        ? presentations.getOrDefault(fold(reference.group(2)), List.of())
        : List.of();
  }

  private static String fold(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
