package io.gpmcworker.policy.report.security;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Password, account lockout and Kerberos policy. */
final class AccountPolicies {

  private static final String PASSWORD = "Password";
  private static final String LOCKOUT = "Account Lockout";
  private static final String KERBEROS = "Kerberos";

  /** By name; other settings of {@code [System Access]} are security options. */
  private static final Map<String, String> SYSTEM_ACCESS =
      Map.ofEntries(
          Map.entry("MinimumPasswordAge", PASSWORD),
          Map.entry("MaximumPasswordAge", PASSWORD),
          Map.entry("MinimumPasswordLength", PASSWORD),
          Map.entry("MinimumPasswordLengthAudit", PASSWORD),
          Map.entry("RelaxMinimumPasswordLengthLimits", PASSWORD),
          Map.entry("PasswordComplexity", PASSWORD),
          Map.entry("PasswordHistorySize", PASSWORD),
          Map.entry("ClearTextPassword", PASSWORD),
          Map.entry("LockoutBadCount", LOCKOUT),
          Map.entry("ResetLockoutCount", LOCKOUT),
          Map.entry("LockoutDuration", LOCKOUT),
          Map.entry("AllowAdministratorLockout", LOCKOUT));

  private static final Set<String> TRUTH_VALUES =
      Set.of(
          "PasswordComplexity",
          "ClearTextPassword",
          "RelaxMinimumPasswordLengthLimits",
          "AllowAdministratorLockout",
          "TicketValidateClient");

  private record Setting(InfFile.Entry entry, String type) {
    String name() {
      return entry.key();
    }
  }

  private AccountPolicies() {}

  /** Each section's settings by name; Kerberos comes last. */
  static List<ReportElement> render(InfFile template) {
    Stream<Setting> systemAccess =
        template.entries("System Access").stream()
            .filter(entry -> SYSTEM_ACCESS.containsKey(entry.key()))
            .map(entry -> new Setting(entry, SYSTEM_ACCESS.getOrDefault(entry.key(), "")));
    Stream<Setting> kerberos =
        template.entries("Kerberos Policy").stream().map(entry -> new Setting(entry, KERBEROS));
    return Stream.of(systemAccess, kerberos)
        .flatMap(settings -> settings.sorted(Comparator.comparing(Setting::name)))
        .map(AccountPolicies::element)
        .toList();
  }

  private static ReportElement element(Setting setting) {
    String name = setting.name();
    String value = setting.entry().value();
    ReportElement element = SecurityRenderer.TYPE.element("Account").leaf("Name", name);
    if (TRUTH_VALUES.contains(name)) {
      element.leaf("SettingBoolean", TemplateNumbers.isTrue(value));
    } else {
      TemplateNumbers.parse(value).ifPresent(number -> element.leaf("SettingNumber", number));
    }
    return element.leaf("Type", setting.type());
  }
}
