package io.gpmcworker.policy.report.security;

import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** User rights and restricted groups: the settings that are about accounts. */
final class Principals {

  private static final String SYSTEM_TIME = "SeSystemTimePrivilege";
  private static final String MEMBERS = "__Members";
  private static final String MEMBER_OF = "__Memberof";

  private Principals() {}

  static List<ReportElement> userRights(InfFile template, Trustees trustees) {
    return template.entries("Privilege Rights").stream()
        .sorted(Comparator.comparing(InfFile.Entry::key))
        .map(entry -> {
          ReportElement right =
              SecurityRenderer.TYPE
                  .element("UserRightsAssignment")
                  .leaf("Name", nameOf(entry.key()));
          return addPrincipals(right, "Member", entry.value(), trustees);
        })
        .toList();
  }

  /** The one right that GPMC spells in its own way, whatever the template says. */
  private static String nameOf(String right) {
    return right.equalsIgnoreCase(SYSTEM_TIME) ? SYSTEM_TIME : right;
  }

  static List<ReportElement> restrictedGroups(InfFile template, Trustees trustees) {
    Map<String, ReportElement> groups = new LinkedHashMap<>();
    for (InfFile.Entry entry : template.entries("Group Membership")) {
      boolean members = entry.key().endsWith(MEMBERS);
      if (members || entry.key().endsWith(MEMBER_OF)) {
        String suffix = members ? MEMBERS : MEMBER_OF;
        String group = entry.key().substring(0, entry.key().length() - suffix.length());
        ReportElement element =
            groups.computeIfAbsent(
                group,
                name ->
                    SecurityRenderer.TYPE
                        .element("RestrictedGroups")
                        .add(principal("GroupName", name, trustees)));
        addPrincipals(element, members ? "Member" : "Memberof", entry.value(), trustees);
      }
    }
    return new ArrayList<>(groups.values());
  }

  private static ReportElement addPrincipals(
      ReportElement element, String name, String list, Trustees trustees) {
    for (String principal : InfFile.fields(list)) {
      if (!principal.isEmpty()) {
        element.add(principal(name, principal, trustees));
      }
    }
    return element;
  }

  /** A SID has an asterisk in front, a name has none (MS-GPSB 2.2.4). */
  private static ReportElement principal(String name, String text, Trustees trustees) {
    String account = text.startsWith("*") ? text.substring(1) : text;
    return trustees.describe(SecurityRenderer.TYPE.element(name), account);
  }
}
