package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A firewall rule (MS-GPFAS 2.2.2.19): {@code v2.31|Action=Allow|Dir=In|Profile=Domain|…|}.
 *
 * @param fields by name, in the rule's order; the version is the field Version
 */
record FirewallRule(Map<String, List<String>> fields) {

  /** The report's order; fields that it does not name come last. */
  private static final List<String> ORDER =
      List.of(
          "Version",
          "Action",
          "Name",
          "Dir",
          "App",
          "Svc",
          "EP1_4",
          "EP2_4",
          "EP1_6",
          "EP2_6",
          "EP1Port",
          "EP2Port",
          "Auth1Set",
          "Auth2Set",
          "Crypto2Set",
          "Profile",
          "LA4",
          "RA4",
          "LA6",
          "RA6",
          "LPort",
          "RPort",
          "Protocol",
          "ICMP4",
          "ICMP6",
          "Desc",
          "Active",
          "Edge",
          "EmbedCtxt");

  /** Newer spellings of a field carry the version that brought them: {@code LPort2_10}. */
  private static final String VERSION_SUFFIX = "2_\\d+$";

  static FirewallRule parse(String text) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String part : text.split("\\|")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        add(
            fields,
            part.substring(0, equals).replaceFirst(VERSION_SUFFIX, ""),
            part.substring(equals + 1));
      } else if (part.startsWith("v")) {
        add(fields, "Version", part.substring(1));
      }
    }
    return new FirewallRule(fields);
  }

  private static void add(Map<String, List<String>> fields, String name, String value) {
    fields
        .computeIfAbsent(name, unseen -> new ArrayList<>())
        .add(
            value.equals("TRUE") || value.equals("FALSE") ? value.toLowerCase(Locale.ROOT) : value);
  }

  boolean isInbound() {
    return !fields.getOrDefault("Dir", List.of()).contains("Out");
  }

  /**
   * Fills an element with the fields.
   *
   * @param element an empty element
   */
  ReportElement element(ReportElement element) {
    for (String name : ORDER) {
      fields.getOrDefault(name, List.of()).forEach(value -> element.leaf(name, value));
    }
    fields.forEach((name, values) -> {
      if (!ORDER.contains(name) && name.matches("[A-Za-z][A-Za-z0-9]*")) {
        values.forEach(value -> element.leaf(name, value));
      }
    });
    return element;
  }
}
