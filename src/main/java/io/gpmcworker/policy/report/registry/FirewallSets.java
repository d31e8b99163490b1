package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sets of methods that connection security rules choose from (MS-GPFAS 2.2.4, 2.2.5): a key for
 * each set, below it one for each suite in the order of preference.
 */
final class FirewallSets {

  /** The set and the suite are not there in the key that gives a default set its own id back. */
  private static final Pattern PLACE =
      Pattern.compile(
          "phase([12])(authentication|crypto)sets?(?:\\\\([^\\\\]+)(?:\\\\(\\d{4}))?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ELEMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** One set, as it is read. */
  private static final class Collected {
    private final String element;
    private final String id;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Map<String, String>> suites = new TreeMap<>();

    Collected(String element, String id) {
      this.element = element;
      this.id = id;
    }
  }

  private final ExtensionType type;
  private final Map<String, Collected> sets = new TreeMap<>();

  /** The id that a default set has, by the one that it is stored under. */
  private final Map<String, String> renamed = new HashMap<>();

  FirewallSets(ExtensionType type) {
    this.type = type;
  }

  /** Whether a key below the firewall's belongs to such sets. */
  static boolean isPlace(String place) {
    return PLACE.matcher(place).matches();
  }

  /** Reads an entry. */
  void add(String place, RegistryPolicyEntry entry) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches() || RegistryValues.isInstruction(entry.valueName())) {
      return;
    }
    String element =
        "Phase%s%sSets"
            .formatted(
                parts.group(1),
                parts.group(2).equalsIgnoreCase("crypto") ? "Crypto" : "Authentication");
    String id = parts.group(3);
    String value = RegistryData.display(entry);
    if (id == null) {
      renamed.put(value.toLowerCase(Locale.ROOT), entry.valueName());
      return;
    }
    Collected set =
        sets.computeIfAbsent(
            (element + "\\" + id).toLowerCase(Locale.ROOT), unseen -> new Collected(element, id));
    String suite = parts.group(4);
    Map<String, String> values =
        suite == null
            ? set.values
            : set.suites.computeIfAbsent(
                suite, unseen -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
    values.put(entry.valueName(), value);
  }

  /** One element for each set. */
  List<ReportElement> elements() {
    List<ReportElement> elements = new ArrayList<>();
    for (Collected set : sets.values()) {
      String id = renamed.getOrDefault(set.id.toLowerCase(Locale.ROOT), set.id);
      ReportElement element = type.element(set.element).leaf("GUID", id);
      addAll(element, set.values);
      String name = set.element.contains("Crypto") ? "CryptoSuites" : "AuthenticationSuites";
      set.suites.values().forEach(suite -> element.add(addAll(type.element(name), suite)));
      elements.add(element);
    }
    return elements;
  }

  private static ReportElement addAll(ReportElement element, Map<String, String> values) {
    values.forEach((name, value) -> {
      if (ELEMENT_NAME.matcher(name).matches()) {
        boolean truth = value.equals("TRUE") || value.equals("FALSE");
        element.leaf(name, truth ? value.toLowerCase(Locale.ROOT) : value);
      }
    });
    return element;
  }
}
