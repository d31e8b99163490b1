package io.gpmcworker.policy.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A subcategory of advanced audit policy (MS-GPAC 2.2.1.2).
 *
 * @param guid in braces, lower case
 * @param category what the editor shows it under
 * @param name as the editor shows it and writes it into audit.csv
 */
public record AuditSubcategory(String guid, String category, String name) {

  /** All of them in the editor's order; they differ in two digits of their GUIDs only. */
  private static final List<AuditSubcategory> ALL =
      List.of(
              category(
                  "Account Logon",
                  "3f Credential Validation",
                  "42 Kerberos Authentication Service",
                  "40 Kerberos Service Ticket Operations",
                  "41 Other Account Logon Events"),
              category(
                  "Account Management",
                  "39 Application Group Management",
                  "36 Computer Account Management",
                  "38 Distribution Group Management",
                  "3a Other Account Management Events",
                  "37 Security Group Management",
                  "35 User Account Management"),
              category(
                  "Detailed Tracking",
                  "2d DPAPI Activity",
                  "48 PNP Activity",
                  "2b Process Creation",
                  "2c Process Termination",
                  "2e RPC Events",
                  "4a Token Right Adjusted"),
              category(
                  "DS Access",
                  "3e Detailed Directory Service Replication",
                  "3b Directory Service Access",
                  "3c Directory Service Changes",
                  "3d Directory Service Replication"),
              category(
                  "Logon/Logoff",
                  "17 Account Lockout",
                  "47 User / Device Claims",
                  "49 Group Membership",
                  "1a IPsec Extended Mode",
                  "18 IPsec Main Mode",
                  "19 IPsec Quick Mode",
                  "16 Logoff",
                  "15 Logon",
                  "43 Network Policy Server",
                  "1c Other Logon/Logoff Events",
                  "1b Special Logon"),
              category(
                  "Object Access",
                  "22 Application Generated",
                  "21 Certification Services",
                  "44 Detailed File Share",
                  "24 File Share",
                  "1d File System",
                  "26 Filtering Platform Connection",
                  "25 Filtering Platform Packet Drop",
                  "23 Handle Manipulation",
                  "1f Kernel Object",
                  "27 Other Object Access Events",
                  "1e Registry",
                  "45 Removable Storage",
                  "20 SAM",
                  "46 Central Access Policy Staging"),
              category(
                  "Policy Change",
                  "2f Audit Policy Change",
                  "30 Authentication Policy Change",
                  "31 Authorization Policy Change",
                  "33 Filtering Platform Policy Change",
                  "32 MPSSVC Rule-Level Policy Change",
                  "34 Other Policy Change Events"),
              category(
                  "Privilege Use",
                  "29 Non Sensitive Privilege Use",
                  "2a Other Privilege Use Events",
                  "28 Sensitive Privilege Use"),
              category(
                  "System",
                  "13 IPsec Driver",
                  "14 Other System Events",
                  "10 Security State Change",
                  "11 Security System Extension",
                  "12 System Integrity"))
          .stream()
          .flatMap(List::stream)
          .toList();

  private static List<AuditSubcategory> category(String category, String... subcategories) {
    return Arrays.stream(subcategories)
        .map(text ->
            new AuditSubcategory(
                "{0cce92" + text.substring(0, 2) + "-69ae-11d9-bed3-505054503030}",
                category,
                "Audit " + text.substring(3)))
        .toList();
  }

  /**
   * The subcategory of a GUID.
   *
   * @param guid in braces, of either case
   */
  public static Optional<AuditSubcategory> find(String guid) {
    String folded = guid.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(known -> known.guid.equals(folded)).findFirst();
  }

  /** Its place in the editor's order, from 0. */
  public int place() {
    return ALL.indexOf(this);
  }

  /** How many there are. */
  public static int count() {
    return ALL.size();
  }
}
