package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Rules of a snap-in that are one subkey each, shown with all their values.
 *
 * @param key what holds the subkeys, in lower case
 */
record RegistryRules(String key) {

  private static final Pattern ELEMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * One element for each rule, in the file's order.
   *
   * @param name the elements'
   */
  List<ReportElement> elements(RegistryPolicy policy, ExtensionType type, String name) {
    Map<String, ReportElement> rules = new LinkedHashMap<>();
    for (RegistryPolicyEntry entry : policy.entries()) {
      Optional<String> rule =
          RegistryData.below(entry.key(), key).filter(below -> !below.isEmpty());
      if (rule.isPresent()) {
        ReportElement element =
            rules.computeIfAbsent(
                rule.get().toLowerCase(Locale.ROOT),
                id -> type.element(name).attribute("Id", rule.get()));
        addValue(element, entry);
      }
    }
    return new ArrayList<>(rules.values());
  }

  private static void addValue(ReportElement rule, RegistryPolicyEntry entry) {
    if (entry.valueName().isEmpty() || RegistryValues.isInstruction(entry.valueName())) {
      return;
    }
    String name = entry.valueName().replace(" ", "");
    ReportElement value =
        ELEMENT_NAME.matcher(name).matches()
            ? rule.sibling(name)
            : rule.sibling("Value").attribute("Name", entry.valueName());
    if (entry.typeCode() == RegistryType.REG_MULTI_SZ.code()) {
      RegistryData.texts(entry).forEach(text -> value.leaf("Value", text));
    } else {
      value.text(
          entry.typeCode() == RegistryType.REG_BINARY.code()
              ? RegistryData.hex(entry)
              : RegistryData.display(entry));
    }
    rule.add(value);
  }
}
