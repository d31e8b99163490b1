package io.gpmcworker.policy.report.words;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the settings and rules of Windows Firewall mean (MS-FASP 2.2.37, MS-GPFAS 2.2). */
public final class FirewallWords {

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("EnableFirewall", "Firewall state"),
          Map.entry("DefaultInboundAction", "Inbound connections"),
          Map.entry("DefaultOutboundAction", "Outbound connections"),
          Map.entry("DisableNotifications", "Notify about blocked programs"),
          Map.entry("DisableStealthMode", "Stealth mode"),
          Map.entry(
              "DisableUnicastResponsesToMulticastBroadcast",
              "Unicast responses to multicast and broadcast"),
          Map.entry("DoNotAllowExceptions", "Rules that allow inbound connections"),
          Map.entry("AllowLocalPolicyMerge", "Local firewall rules"),
          Map.entry("AllowLocalIPsecPolicyMerge", "Local connection security rules"),
          Map.entry("LogFilePath", "Log file"),
          Map.entry("LogFileSize", "Log size limit (KB)"),
          Map.entry("LogDroppedPackets", "Log dropped packets"),
          Map.entry("LogSuccessfulConnections", "Log successful connections"));

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("App", "Program"),
          Map.entry("Svc", "Service"),
          Map.entry("Protocol", "Protocol"),
          Map.entry("LPort", "Local port"),
          Map.entry("RPort", "Remote port"),
          Map.entry("LA4", "Local address"),
          Map.entry("LA6", "Local address"),
          Map.entry("RA4", "Remote address"),
          Map.entry("RA6", "Remote address"),
          Map.entry("ICMP4", "ICMPv4 type"),
          Map.entry("ICMP6", "ICMPv6 type"),
          Map.entry("Edge", "Edge traversal"),
          Map.entry("EmbedCtxt", "Group"),
          Map.entry("IFType", "Interface type"),
          Map.entry("EP1_4", "Endpoint 1"),
          Map.entry("EP1_6", "Endpoint 1"),
          Map.entry("EP2_4", "Endpoint 2"),
          Map.entry("EP2_6", "Endpoint 2"),
          Map.entry("EP1Port", "Port of endpoint 1"),
          Map.entry("EP2Port", "Port of endpoint 2"),
          Map.entry("Auth1Set", "First authentication"),
          Map.entry("Auth2Set", "Second authentication"),
          Map.entry("Crypto2Set", "Data protection"));

  /** The numbers of IANA that one meets in rules. */
  private static final Map<String, String> PROTOCOLS =
      Map.of(
          "1", "ICMPv4",
          "2", "IGMP",
          "6", "TCP",
          "17", "UDP",
          "41", "IPv6",
          "47", "GRE",
          "58", "ICMPv6");

  private FirewallWords() {}

  /** A profile's setting. */
  public static String setting(String name) {
    return SETTINGS.getOrDefault(name, Words.of(name));
  }

  /** What a profile's setting is set to; its names say what is disabled, these words what is on. */
  public static String value(String setting, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      return value;
    }
    boolean set = value.equals("true");
    return switch (setting) {
      case "DefaultInboundAction", "DefaultOutboundAction", "DoNotAllowExceptions" ->
          set ? "Block" : "Allow";
      case String name when name.startsWith("Disable") -> set ? "Off" : "On";
      default -> set ? "On" : "Off";
    };
  }

  /** A condition of a rule. */
  public static String field(String name) {
    return FIELDS.getOrDefault(name, Words.of(name));
  }

  /** What a condition asks for. */
  public static String values(String field, List<String> values) {
    return values.stream()
        .map(value -> field.equals("Protocol") ? PROTOCOLS.getOrDefault(value, value) : value)
        .collect(Collectors.joining(", "));
  }
}
