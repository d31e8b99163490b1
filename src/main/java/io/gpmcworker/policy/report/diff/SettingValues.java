package io.gpmcworker.policy.report.diff;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.words.AccessScope;
import io.gpmcworker.policy.report.words.AuditWords;
import io.gpmcworker.policy.report.words.FirewallWords;
import io.gpmcworker.policy.report.words.PreferenceWords;
import io.gpmcworker.policy.report.words.SecurityWords;
import io.gpmcworker.policy.report.words.TargetingWords;
import io.gpmcworker.policy.report.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a setting is set to, value by value, each by a name that people understand. */
final class SettingValues {

  /** Names of the setting, texts of templates, and what an editor keeps for itself. */
  private static final Set<String> NO_VALUES =
      Set.of(
          "AdmSetting",
          "Category",
          "changed",
          "clsid",
          "Explain",
          "GPOSettingOrder",
          "image",
          "KeyName",
          "KeyPath",
          "PermissionsPresent",
          "AuditingPresent",
          "status",
          "SubcategoryGuid",
          "SubcategoryName",
          "Supported",
          "SystemAccessPolicyName",
          "uid");

  private static final String SETTING = "Setting";

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private SettingValues() {}

  static Map<String, List<String>> of(ReportElement setting) {
    SettingValues values = new SettingValues();
    switch (setting.name()) {
      case "Policy" -> values.policy(setting);
      case "SecurityOptions" -> values.option(setting);
      case "Account", "EventLog" -> values.template(setting);
      case "RegistrySetting" -> values.registry(setting);
      case "InboundFirewallRules", "OutboundFirewallRules" -> values.rule(setting);
      case "SecurityDescriptor" -> values.descriptor(setting);
      default -> values.element(setting, "", true);
    }
    return values.values;
  }

  private void put(String name, String value) {
    values.computeIfAbsent(name, unseen -> new ArrayList<>()).add(value);
  }

  private void policy(ReportElement policy) {
    for (ReportElement part : policy.children()) {
      String label = text(part, "Name");
      if (part.children().isEmpty()) {
        if (!part.name().equals("Name") && !NO_VALUES.contains(part.name())) {
          put(Words.of(part.name()), part.text());
        }
      } else if (!part.name().equals("Text")) {
        String name = label.isBlank() ? Words.of(part.name()) : label.strip();
        List<String> chosen = new ArrayList<>();
        child(part, "Value").ifPresent(value -> leaves(value, chosen));
        if (chosen.isEmpty()) {
          chosen.add(text(part, "State"));
        }
        chosen.forEach(value -> put(name, value));
      }
    }
  }

  private void template(ReportElement setting) {
    for (ReportElement part : setting.children()) {
      switch (part.name()) {
        case "SettingNumber" ->
            put(SETTING, SecurityWords.amount(text(setting, "Name"), part.text()));
        case "SettingBoolean" -> put(SETTING, part.text().equals("true") ? "Enabled" : "Disabled");
        case "SettingString" -> put(SETTING, part.text());
        default -> {
          // Its name, and the headings that it stands under.
        }
      }
    }
  }

  private void registry(ReportElement setting) {
    child(setting, "Value")
        .ifPresent(value ->
            value.children().stream()
                .filter(part -> !part.name().equals("Name"))
                .forEach(part -> {
                  List<String> data = new ArrayList<>();
                  leaves(part, data);
                  data.forEach(text -> put(part.name(), text));
                }));
  }

  private void rule(ReportElement rule) {
    for (ReportElement part : rule.children()) {
      if (!part.name().equals("Name")) {
        put(
            FirewallWords.field(part.name()),
            FirewallWords.values(part.name(), List.of(part.text())));
      }
    }
  }

  private void option(ReportElement option) {
    List<String> shown = new ArrayList<>();
    child(option, "Display")
        .ifPresent(display ->
            display.children().stream()
                .filter(part -> part.name().startsWith("Display"))
                .forEach(part -> fields(part, shown)));
    if (shown.isEmpty()) {
      option.children().stream()
          .filter(part -> part.name().startsWith("Setting"))
          .forEach(part -> leaves(part, shown));
    }
    shown.forEach(value -> put(SETTING, value));
  }

  /** Each field of a set of flags is one value, name and state together. */
  private static void fields(ReportElement part, List<String> values) {
    if (part.name().equals("DisplayFields")) {
      part.children()
          .forEach(field -> values.add(text(field, "Name") + ": " + text(field, "Value")));
    } else {
      leaves(part, values);
    }
  }

  private static void leaves(ReportElement element, List<String> values) {
    if (element.children().isEmpty()) {
      values.add(element.text());
    } else if (element.name().equals("Element") && element.children().size() > 1) {
      values.add(
          element.children().stream().map(ReportElement::text).collect(Collectors.joining(" = ")));
    } else {
      element.children().forEach(child -> leaves(child, values));
    }
  }

  private void element(ReportElement element, String prefix, boolean top) {
    for (ReportElement.Attribute attribute : element.attributes()) {
      if (!NO_VALUES.contains(attribute.name())
          && !(top && attribute.name().equals("name"))
          && !attribute.value().isEmpty()) {
        put(
            prefix + PreferenceWords.attribute(attribute.name()),
            PreferenceWords.value(attribute.name(), attribute.value()));
      }
    }
    if (element.children().isEmpty()) {
      if (!element.text().isEmpty() || element.isNil()) {
        put(prefix.isEmpty() ? "Value" : prefix.strip(), element.isNil() ? "" : element.text());
      }
      return;
    }
    for (ReportElement part : element.children()) {
      part(part, prefix, top);
    }
  }

  private void part(ReportElement part, String prefix, boolean top) {
    String name = part.name();
    if (NO_VALUES.contains(name) || (top && name.equals("Name"))) {
      return;
    }
    if (name.equals("SecurityDescriptor")) {
      descriptor(part);
    } else if (name.equals("Filters")) {
      conditions(part, "");
    } else if (isTrustee(part)) {
      trustee(prefix + Words.of(name), part);
    } else if (name.equals("SettingValue")) {
      put("Audited", AuditWords.setting(part.text()));
    } else if (part.children().isEmpty() && part.attributes().isEmpty()) {
      put(prefix + Words.of(name), part.text());
    } else if (name.equals("Properties") || isOnlyWrapper(part)) {
      element(part, prefix, false);
    } else {
      element(part, prefix + label(part) + ", ", false);
    }
  }

  private static boolean isOnlyWrapper(ReportElement part) {
    return part.name().equals("Value") && part.children().size() == 1;
  }

  /** Among several of a kind each is told by its name. */
  private static String label(ReportElement part) {
    String name =
        part.attributes().stream()
            .filter(attribute -> attribute.name().equals("name") || attribute.name().equals("Name"))
            .map(ReportElement.Attribute::value)
            .findFirst()
            .orElse("");
    return name.isEmpty() ? Words.of(part.name()) : Words.of(part.name()) + " " + name;
  }

  private static boolean isTrustee(ReportElement part) {
    return !part.children().isEmpty()
        && part.children().stream()
            .allMatch(child -> child.name().equals("SID") || child.name().equals("Name"));
  }

  /** The order of accounts means nothing. */
  private void trustee(String name, ReportElement trustee) {
    put(name, account(trustee));
    values.computeIfPresent(
        name, (_, accounts) -> new ArrayList<>(accounts.stream().sorted().toList()));
  }

  private static String account(ReportElement trustee) {
    String sid = text(trustee, "SID");
    String name = text(trustee, "Name");
    return name.isEmpty() ? sid : sid.isEmpty() ? name : name + " (" + sid + ")";
  }

  private void descriptor(ReportElement descriptor) {
    for (ReportElement part : descriptor.children()) {
      switch (part.name()) {
        case "SDDL" -> put("SDDL", part.text());
        case "Permissions", "Auditing" -> entries(part);
        default -> part(part, "", true);
      }
    }
  }

  private void entries(ReportElement list) {
    for (ReportElement entry : list.children()) {
      if (entry.children().isEmpty()) {
        put(list.name() + ", " + Words.of(entry.name()), entry.text());
      } else {
        put(list.name(), entry(entry));
      }
    }
  }

  private static String entry(ReportElement entry) {
    List<String> rights = new ArrayList<>();
    for (String kind : List.of("Standard", "Custom")) {
      child(entry, kind).ifPresent(words -> leaves(words, rights));
    }
    List<String> kind = new ArrayList<>();
    child(entry, "Type").ifPresent(type -> leaves(type, kind));
    String scope = child(entry, "Applicability").map(AccessScope::words).orElse("");
    String inherited = text(entry, "Inherited").equals("true") ? ", inherited" : "";
    return "%s %s: %s (%s%s)"
        .formatted(
            String.join(" ", kind),
            child(entry, "Trustee").map(SettingValues::account).orElse(""),
            rights.isEmpty() ? text(entry, "AccessMask") : String.join(", ", rights),
            scope,
            inherited);
  }

  private void conditions(ReportElement filters, String indent) {
    boolean first = true;
    for (ReportElement filter : filters.children()) {
      put("Only where", indent + TargetingWords.condition(filter, first));
      conditions(filter, indent + "  ");
      first = false;
    }
  }

  private static Optional<ReportElement> child(ReportElement element, String name) {
    return SettingReader.child(element, name);
  }

  private static String text(ReportElement element, String name) {
    return child(element, name).map(ReportElement::text).orElse("");
  }
}
