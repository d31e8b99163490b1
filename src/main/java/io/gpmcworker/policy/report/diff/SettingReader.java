package io.gpmcworker.policy.report.diff;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.words.Labels;
import io.gpmcworker.policy.report.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes a report apart into its settings. */
final class SettingReader {

  private static final String GPO = "GPO";

  /** A GPO of the same settings may have another of these. */
  private static final Set<String> NO_SETTINGS =
      Set.of(
          "Identifier",
          "IncludeComments",
          "CreatedTime",
          "ModifiedTime",
          "ReadTime",
          "FilterDataAvailable",
          "Computer",
          "User");

  private final List<Setting> settings = new ArrayList<>();

  private SettingReader() {}

  /**
   * The settings in the report's order.
   *
   * @param report the element GPO
   */
  static List<Setting> read(ReportElement report) {
    SettingReader reader = new SettingReader();
    child(report, "Identifier")
        .flatMap(identifier -> child(identifier, "Domain"))
        .ifPresent(domain -> reader.add(List.of(GPO), domain));
    for (ReportElement element : report.children()) {
      switch (element.name()) {
        case String name when NO_SETTINGS.contains(name) -> {
          // Says when and by whom, not what.
        }
        case "SecurityDescriptor" ->
            reader.settings.add(
                new Setting(
                    List.of(GPO), "Delegation", "Delegation", "", SettingValues.of(element)));
        default -> reader.add(List.of(GPO), element);
      }
    }
    for (String side : List.of("Computer", "User")) {
      child(report, side).ifPresent(half -> reader.half(side, half));
    }
    return reader.settings;
  }

  private void half(String side, ReportElement half) {
    child(half, "Enabled").ifPresent(enabled -> add(List.of(side), enabled));
    for (ReportElement data : half.children()) {
      if (data.name().equals("ExtensionData")) {
        String name = child(data, "Name").map(ReportElement::text).orElse("");
        extension(List.of(side, name), data);
      }
    }
  }

  private void extension(List<String> place, ReportElement data) {
    int before = settings.size();
    child(data, "Extension")
        .ifPresent(extension -> extension.children().forEach(element -> element(place, element)));
    child(data, "Error")
        .ifPresent(error ->
            settings.add(
                new Setting(place, "could not be read", "Error", "", SettingValues.of(error))));
    if (settings.size() == before) {
      // That an extension is registered is all there is to say of it.
      settings.add(new Setting(place, "registered, without settings", "", "", Map.of()));
    }
  }

  /** An element is a setting, or it holds settings. */
  private void element(List<String> place, ReportElement element) {
    if (SettingNames.isHolder(element)) {
      List<String> below = new ArrayList<>(place);
      holderName(element).ifPresent(below::add);
      List<ReportElement> parts = SettingNames.settingsIn(element);
      if (element.name().equals("Collection")) {
        add(below, element);
      }
      parts.forEach(part -> element(below, part));
      if (parts.stream().anyMatch(SettingNames::isPreference)) {
        settings.add(order(below, parts));
      }
    } else {
      add(place, element);
    }
  }

  /** Items are processed in their order; later ones win. */
  private static Setting order(List<String> place, List<ReportElement> items) {
    List<String> names = items.stream().map(SettingNames::name).toList();
    return new Setting(
        List.copyOf(place), "Order of the items", Setting.ORDER, "", Map.of("Order", names));
  }

  /** The one root of a preferences file says nothing that the extension's name does not. */
  private static Optional<String> holderName(ReportElement element) {
    boolean root = element.attributes().stream().anyMatch(a -> a.name().equals("clsid"));
    Optional<String> label = Labels.of(element);
    if (label.isPresent()) {
      return label;
    }
    return root
        ? Optional.empty()
        : Optional.of(
            element.attributes().stream()
                .filter(attribute -> attribute.name().equals("Type"))
                .map(ReportElement.Attribute::value)
                .findFirst()
                .orElseGet(() -> Words.of(element.name())));
  }

  private void add(List<String> place, ReportElement element) {
    List<String> where = new ArrayList<>(place);
    SettingNames.headings(element).forEach(where::add);
    String name = SettingNames.name(element);
    settings.add(
        new Setting(
            List.copyOf(where),
            name,
            element.name() + "|" + SettingNames.key(element).toLowerCase(Locale.ROOT),
            SettingNames.id(element),
            new LinkedHashMap<>(SettingValues.of(element))));
  }

  static Optional<ReportElement> child(ReportElement element, String name) {
    return element.children().stream().filter(child -> child.name().equals(name)).findFirst();
  }
}
