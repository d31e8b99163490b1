package io.gpmcworker.policy.report.diff;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.words.AuditWords;
import io.gpmcworker.policy.report.words.Labels;
import io.gpmcworker.policy.report.words.SecurityWords;
import io.gpmcworker.policy.report.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an element is called, and what makes it the same setting in another report. */
final class SettingNames {

  private static final String ORDER = "GPOSettingOrder";

  /** The profiles and rule collections of extensions that are no preferences. */
  private static final Set<String> HOLDERS =
      Set.of(
          "GlobalSettings",
          "DomainProfile",
          "PrivateProfile",
          "PublicProfile",
          "RuleCollection",
          "Collection");

  private SettingNames() {}

  /** Whether it holds settings rather than being one. */
  static boolean isHolder(ReportElement element) {
    return HOLDERS.contains(element.name())
        || element.children().stream().anyMatch(SettingNames::isPreference);
  }

  /** The settings in a holder; what else is in it describes the holder. */
  static List<ReportElement> settingsIn(ReportElement holder) {
    boolean preferences =
        isPreference(holder) || holder.children().stream().anyMatch(SettingNames::isPreference);
    return holder.children().stream().filter(child -> !preferences || isPreference(child)).toList();
  }

  static boolean isPreference(ReportElement element) {
    return element.children().stream().anyMatch(child -> child.name().equals(ORDER));
  }

  /** Headings between the extension and the setting. */
  static List<String> headings(ReportElement element) {
    return switch (element.name()) {
      case "Policy" -> List.of(text(element, "Category").replace("/", " › "));
      case "Account" -> List.of(text(element, "Type") + " Policy");
      case "Audit" -> List.of("Audit Policy");
      case "UserRightsAssignment" -> List.of("User Rights Assignment");
      case "SecurityOptions" -> List.of("Security Options");
      case "EventLog" -> List.of("Event Log", text(element, "Log"));
      case "RestrictedGroups" -> List.of("Restricted Groups");
      case "SystemServices" -> List.of("System Services");
      case "AuditSetting" -> List.of(AuditWords.category(text(element, "SubcategoryGuid")));
      case "Script" -> List.of(text(element, "Type"));
      case "InboundFirewallRules" -> List.of("Inbound rules");
      case "OutboundFirewallRules" -> List.of("Outbound rules");
      default -> List.of();
    };
  }

  /** What people call it. */
  static String name(ReportElement element) {
    String name = text(element, "Name");
    return switch (element.name()) {
      case "Account" -> SecurityWords.accountPolicy(name);
      case "Audit" -> SecurityWords.auditCategory(name);
      case "UserRightsAssignment" -> SecurityWords.userRight(name);
      case "EventLog" -> SecurityWords.eventLogPolicy(name);
      case "SecurityOptions" ->
          SettingReader.child(element, "Display")
              .map(display -> text(display, "Name"))
              .filter(shown -> !shown.isEmpty())
              .orElseGet(() -> key(element));
      case "RegistrySetting" -> registryName(element);
      case "LinksTo" -> "Link to " + text(element, "SOMPath");
      case "Script" -> (text(element, "Command") + " " + text(element, "Parameters")).strip();
      default -> Labels.of(element).orElseGet(() -> Words.of(element.name()));
    };
  }

  private static String registryName(ReportElement element) {
    Optional<String> value =
        SettingReader.child(element, "Value")
            .map(part -> text(part, "Name"))
            .map(name -> name.isEmpty() ? "(Default)" : name);
    return Stream.of(text(element, "KeyPath"), value.orElse(""), text(element, "Command"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\\"));
  }

  /** What names it, beside the element's own name and its headings. */
  static String key(ReportElement element) {
    return switch (element.name()) {
      case "AuditSetting" -> text(element, "PolicyTarget") + "|" + text(element, "SubcategoryGuid");
      case "GlobalSaclSetting" -> text(element, "GlobalSaclType");
      case "RegistrySetting" -> registryName(element);
      case "SecurityOptions" -> text(element, "KeyName") + text(element, "SystemAccessPolicyName");
      case "RestrictedGroups" ->
          SettingReader.child(element, "GroupName")
              .map(group -> text(group, "SID") + "|" + text(group, "Name"))
              .orElse("");
      case "LinksTo" -> text(element, "SOMPath");
      case "Script" -> text(element, "Command") + "|" + text(element, "Parameters");
      default -> Labels.of(element).orElse("");
    };
  }

  /** An id that outlives a change of name. */
  static String id(ReportElement element) {
    return element.attributes().stream()
        .filter(attribute -> attribute.name().equals("uid") || attribute.name().equals("Id"))
        .map(ReportElement.Attribute::value)
        .findFirst()
        .orElse("");
  }

  private static String text(ReportElement element, String name) {
    return SettingReader.child(element, name).map(ReportElement::text).orElse("");
  }
}
