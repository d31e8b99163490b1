package io.gpmcworker.policy.report.security;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/** Security options: registry values with a name for people, and the rest of System Access. */
final class SecurityOptions {

  private static final String BINARY = "3";
  private static final String DWORD = "4";
  private static final String MULTI_SZ = "7";

  /** What of {@code [System Access]} is shown here; the editor has no setting for the others. */
  private static final Set<String> SYSTEM_ACCESS =
      Set.of(
          "EnableAdminAccount",
          "EnableGuestAccount",
          "ForceLogoffWhenHourExpire",
          "LSAAnonymousNameLookup",
          "NewAdministratorName",
          "NewGuestName");

  private SecurityOptions() {}

  static List<ReportElement> render(InfFile template) {
    List<ReportElement> options = new ArrayList<>();
    template.entries("Registry Values").stream()
        .sorted(Comparator.comparing(SecurityOptions::sortKey))
        .map(SecurityOptions::registryValue)
        .forEach(options::add);
    template.entries("System Access").stream()
        .filter(entry -> SYSTEM_ACCESS.contains(entry.key()))
        .sorted(Comparator.comparing(InfFile.Entry::key))
        .map(SecurityOptions::systemAccess)
        .forEach(options::add);
    return options;
  }

  /** Paths in the order of their keys: the separator comes before all that a key's name has. */
  private static String sortKey(InfFile.Entry entry) {
    return entry.key().toLowerCase(Locale.ROOT).replace('\\', '\0');
  }

  private static ReportElement option() {
    return SecurityRenderer.TYPE.element("SecurityOptions");
  }

  private static ReportElement systemAccess(InfFile.Entry entry) {
    ReportElement option = option().leaf("SystemAccessPolicyName", entry.key());
    OptionalLong number = TemplateNumbers.parse(entry.value());
    return number.isPresent()
        ? option.leaf("SettingNumber", number.getAsLong())
        : option.leaf("SettingString", entry.value());
  }

  private static ReportElement registryValue(InfFile.Entry entry) {
    int comma = entry.value().indexOf(',');
    String type = comma < 0 ? "" : entry.value().substring(0, comma).strip();
    String value = entry.value().substring(comma + 1).strip();
    ReportElement option = option().leaf("KeyName", entry.key());
    switch (type) {
      case BINARY, DWORD ->
          TemplateNumbers.parse(value)
              .ifPresentOrElse(
                  number -> option.leaf("SettingNumber", number),
                  () -> option.leaf("SettingString", value));
      case MULTI_SZ -> option.add(texts("SettingStrings", value));
      default -> option.leaf("SettingString", value);
    }
    OptionDisplay.of(entry.key()).ifPresent(display -> option.add(display.element(value)));
    return option;
  }

  /** The texts of a list; a comma inside of one is written in quotation marks. */
  static ReportElement texts(String name, String value) {
    ReportElement texts = SecurityRenderer.TYPE.element(name);
    if (!value.isEmpty()) {
      InfFile.fields(value).forEach(text -> texts.leaf("Value", text));
    }
    return texts;
  }
}
