package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionSource;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Windows Firewall with Advanced Security (MS-GPFAS): profiles and rules. */
public final class FirewallRenderer implements RegistryPolicyRenderer {

  private static final String FIREWALL = "software\\policies\\microsoft\\windowsfirewall";
  private static final String RULES = "FirewallRules";

  /** Connection security rules (MS-GPFAS 2.2.3). */
  private static final String CONNECTION_RULES = "ConSecRules";

  private static final String CONNECTION_RULE_ELEMENT = "ConnectionSecurityRules";

  /** The settings of no profile (MS-GPFAS 2.2.1), in the report's order. */
  private static final List<String> GLOBAL_SETTINGS =
      List.of(
          "PolicyVersion",
          "DisableStatefulFTP",
          "DisableStatefulPPTP",
          "SAIdleTime",
          "PresharedKeyEncoding",
          "IPsecExempt",
          "CRLCheck",
          "IPsecThroughNAT",
          "OpportunisticallyMatchAuthSetPerKM",
          "EnablePacketQueue",
          "IPsecTunnelRemoteMachineAuthorizationList",
          "IPsecTunnelRemoteUserAuthorizationList");

  /** In the report's order. The standard profile is called private. */
  private static final Map<String, String> PROFILES =
      Map.of(
          "domainprofile", "DomainProfile",
          "publicprofile", "PublicProfile",
          "privateprofile", "PrivateProfile");

  private static final List<String> PROFILE_ORDER =
      List.of("DomainProfile", "PublicProfile", "PrivateProfile");

  /** The settings of a profile in the report's order; true for those that are truth values. */
  private static final List<Map.Entry<String, Boolean>> PROFILE_SETTINGS =
      List.of(
          Map.entry("AllowLocalIPsecPolicyMerge", true),
          Map.entry("AllowLocalPolicyMerge", true),
          Map.entry("DefaultInboundAction", true),
          Map.entry("DefaultOutboundAction", true),
          Map.entry("DisableNotifications", true),
          Map.entry("DisableStealthMode", true),
          Map.entry("DisableStealthModeIPsecSecuredPacketExemption", true),
          Map.entry("DisabledInterfaces", false),
          Map.entry("DisableUnicastResponsesToMulticastBroadcast", true),
          Map.entry("DoNotAllowExceptions", true),
          Map.entry("EnableFirewall", true),
          Map.entry("LogFilePath", false),
          Map.entry("LogFileSize", false),
          Map.entry("LogDroppedPackets", true),
          Map.entry("LogIgnoredRules", true),
          Map.entry("LogSuccessfulConnections", true));

  private static final List<String> PROFILE_NAMES =
      PROFILE_SETTINGS.stream().map(Map.Entry::getKey).toList();

  private static final ExtensionType TYPE =
      ExtensionType.of("WindowsFirewall", "WindowsFirewallSettings", "Windows Firewall");

  @Override
  public ExtensionType type() {
    return TYPE;
  }

  @Override
  public boolean claims(RegistryPolicyEntry entry) {
    return RegistryData.below(entry.key(), FIREWALL)
        .filter(place ->
            (place.isEmpty() && globalOf(entry).isPresent())
                || FirewallSets.isPlace(place)
                || place.equalsIgnoreCase(RULES)
                || place.equalsIgnoreCase(CONNECTION_RULES)
                || (profileOf(place).isPresent() && settingOf(entry).isPresent()))
        .isPresent();
  }

  @Override
  public Optional<List<ReportElement>> render(ExtensionSource source) throws IOException {
    Map<String, ReportElement> global = new TreeMap<>();
    FirewallSets sets = new FirewallSets(TYPE);
    Map<String, Map<String, ReportElement>> profiles = new TreeMap<>();
    List<ReportElement> inbound = new ArrayList<>();
    List<ReportElement> outbound = new ArrayList<>();
    List<ReportElement> connection = new ArrayList<>();
    boolean any = false;
    for (RegistryPolicyEntry entry : source.registryPolicy().entries()) {
      if (!claims(entry)) {
        continue;
      }
      any = true;
      String place = RegistryData.below(entry.key(), FIREWALL).orElseThrow();
      if (place.isEmpty()) {
        String name = globalOf(entry).orElseThrow();
        global.put(name, setting(name, RegistryData.display(entry)));
      } else if (FirewallSets.isPlace(place)) {
        sets.add(place, entry);
      } else if (place.equalsIgnoreCase(RULES)) {
        FirewallRule rule = FirewallRule.parse(RegistryData.text(entry));
        (rule.isInbound() ? inbound : outbound)
            .add(
                rule.element(
                    TYPE.element(
                        rule.isInbound() ? "InboundFirewallRules" : "OutboundFirewallRules")));
      } else if (place.equalsIgnoreCase(CONNECTION_RULES)) {
        FirewallRule rule = FirewallRule.parse(RegistryData.text(entry));
        connection.add(rule.element(TYPE.element(CONNECTION_RULE_ELEMENT)));
      } else {
        String name = settingOf(entry).orElseThrow();
        profiles
            .computeIfAbsent(profileOf(place).orElseThrow(), profile -> new TreeMap<>())
            .put(name, setting(name, value(name, entry)));
      }
    }
    if (!any) {
      return Optional.empty();
    }
    List<ReportElement> content = new ArrayList<>();
    content.add(ordered("GlobalSettings", GLOBAL_SETTINGS, global));
    for (String profile : PROFILE_ORDER) {
      if (profiles.containsKey(profile)) {
        content.add(ordered(profile, PROFILE_NAMES, profiles.get(profile)));
      }
    }
    content.addAll(inbound);
    content.addAll(outbound);
    content.addAll(connection);
    content.addAll(sets.elements());
    return Optional.of(content);
  }

  private static ReportElement ordered(
      String name, List<String> order, Map<String, ReportElement> settings) {
    ReportElement element = TYPE.element(name);
    order.stream()
        .flatMap(setting -> Optional.ofNullable(settings.get(setting)).stream())
        .forEach(element::add);
    return element;
  }

  private static ReportElement setting(String name, String value) {
    return TYPE.element(name).leaf("Value", value);
  }

  private static String value(String setting, RegistryPolicyEntry entry) {
    boolean truth = PROFILE_SETTINGS.contains(Map.entry(setting, true));
    if (truth) {
      return Boolean.toString(RegistryData.number(entry).orElse(0) != 0);
    }
    return RegistryData.number(entry).isPresent() ? number(entry) : RegistryData.text(entry);
  }

  private static String number(RegistryPolicyEntry entry) {
    return Long.toString(RegistryData.number(entry).orElse(0));
  }

  /** The profile of a key: the profile's own, or that of its log. */
  private static Optional<String> profileOf(String place) {
    String folded = place.toLowerCase(Locale.ROOT);
    String profile =
        folded.endsWith("\\logging")
            ? folded.substring(0, folded.length() - "\\logging".length())
            : folded;
    return Optional.ofNullable(PROFILES.get(profile));
  }

  private static Optional<String> settingOf(RegistryPolicyEntry entry) {
    return named(PROFILE_NAMES, entry);
  }

  private static Optional<String> globalOf(RegistryPolicyEntry entry) {
    return named(GLOBAL_SETTINGS, entry);
  }

  private static Optional<String> named(List<String> names, RegistryPolicyEntry entry) {
    return names.stream().filter(name -> name.equalsIgnoreCase(entry.valueName())).findFirst();
  }
}
