package io.gpmcworker.policy.report.descriptor;

import io.gpmcworker.policy.security.Sid;
import java.util.Map;
import java.util.Optional;

/** The SIDs that mean the same everywhere (MS-DTYP 2.4.2.4), with their English names. */
final class WellKnownTrustees {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("S-1-0-0", "NULL SID"),
          Map.entry("S-1-1-0", "Everyone"),
          Map.entry("S-1-2-0", "LOCAL"),
          Map.entry("S-1-2-1", "CONSOLE LOGON"),
          Map.entry("S-1-3-0", "CREATOR OWNER"),
          Map.entry("S-1-3-1", "CREATOR GROUP"),
          Map.entry("S-1-3-2", "CREATOR OWNER SERVER"),
          Map.entry("S-1-3-3", "CREATOR GROUP SERVER"),
          Map.entry("S-1-3-4", "OWNER RIGHTS"),
          Map.entry("S-1-5-1", "NT AUTHORITY\\DIALUP"),
          Map.entry("S-1-5-2", "NT AUTHORITY\\NETWORK"),
          Map.entry("S-1-5-3", "NT AUTHORITY\\BATCH"),
          Map.entry("S-1-5-4", "NT AUTHORITY\\INTERACTIVE"),
          Map.entry("S-1-5-6", "NT AUTHORITY\\SERVICE"),
          Map.entry("S-1-5-7", "NT AUTHORITY\\ANONYMOUS LOGON"),
          Map.entry("S-1-5-8", "NT AUTHORITY\\PROXY"),
          Map.entry("S-1-5-9", "NT AUTHORITY\\ENTERPRISE DOMAIN CONTROLLERS"),
          Map.entry("S-1-5-10", "NT AUTHORITY\\SELF"),
          Map.entry("S-1-5-11", "NT AUTHORITY\\Authenticated Users"),
          Map.entry("S-1-5-12", "NT AUTHORITY\\RESTRICTED"),
          Map.entry("S-1-5-13", "NT AUTHORITY\\TERMINAL SERVER USER"),
          Map.entry("S-1-5-14", "NT AUTHORITY\\REMOTE INTERACTIVE LOGON"),
          Map.entry("S-1-5-15", "NT AUTHORITY\\This Organization"),
          Map.entry("S-1-5-17", "NT AUTHORITY\\IUSR"),
          Map.entry("S-1-5-18", "NT AUTHORITY\\SYSTEM"),
          Map.entry("S-1-5-19", "NT AUTHORITY\\LOCAL SERVICE"),
          Map.entry("S-1-5-20", "NT AUTHORITY\\NETWORK SERVICE"),
          Map.entry("S-1-5-33", "NT AUTHORITY\\WRITE RESTRICTED"),
          Map.entry("S-1-5-113", "NT AUTHORITY\\Local account"),
          Map.entry(
              "S-1-5-114", "NT AUTHORITY\\Local account and member of Administrators group"),
          Map.entry("S-1-5-1000", "NT AUTHORITY\\Other Organization"),
          Map.entry("S-1-5-64-10", "NT AUTHORITY\\NTLM Authentication"),
          Map.entry("S-1-5-64-14", "NT AUTHORITY\\SChannel Authentication"),
          Map.entry("S-1-5-64-21", "NT AUTHORITY\\Digest Authentication"),
          Map.entry("S-1-5-80-0", "NT SERVICE\\ALL SERVICES"),
          Map.entry(
              "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
              "NT SERVICE\\TrustedInstaller"),
          Map.entry(
              "S-1-5-80-3139157870-2983391045-3678747466-658725712-1809340420",
              "NT SERVICE\\WdiServiceHost"),
          Map.entry("S-1-5-83-0", "NT VIRTUAL MACHINE\\Virtual Machines"),
          Map.entry("S-1-5-90-0", "Window Manager\\Window Manager Group"),
          Map.entry(
              "S-1-15-2-1", "APPLICATION PACKAGE AUTHORITY\\ALL APPLICATION PACKAGES"),
          Map.entry(
              "S-1-15-2-2",
              "APPLICATION PACKAGE AUTHORITY\\ALL RESTRICTED APPLICATION PACKAGES"),
          Map.entry("S-1-16-4096", "Mandatory Label\\Low Mandatory Level"),
          Map.entry("S-1-16-8192", "Mandatory Label\\Medium Mandatory Level"),
          Map.entry("S-1-16-12288", "Mandatory Label\\High Mandatory Level"),
          Map.entry("S-1-16-16384", "Mandatory Label\\System Mandatory Level"),
          Map.entry("S-1-18-1", "Authentication authority asserted identity"),
          Map.entry("S-1-18-2", "Service asserted identity"));

  private static final String BUILTIN = "S-1-5-32-";

  private static final Map<Integer, String> BUILTIN_ALIASES =
      Map.ofEntries(
          Map.entry(544, "Administrators"),
          Map.entry(545, "Users"),
          Map.entry(546, "Guests"),
          Map.entry(547, "Power Users"),
          Map.entry(548, "Account Operators"),
          Map.entry(549, "Server Operators"),
          Map.entry(550, "Print Operators"),
          Map.entry(551, "Backup Operators"),
          Map.entry(552, "Replicator"),
          Map.entry(554, "Pre-Windows 2000 Compatible Access"),
          Map.entry(555, "Remote Desktop Users"),
          Map.entry(556, "Network Configuration Operators"),
          Map.entry(557, "Incoming Forest Trust Builders"),
          Map.entry(558, "Performance Monitor Users"),
          Map.entry(559, "Performance Log Users"),
          Map.entry(560, "Windows Authorization Access Group"),
          Map.entry(561, "Terminal Server License Servers"),
          Map.entry(562, "Distributed COM Users"),
          Map.entry(568, "IIS_IUSRS"),
          Map.entry(569, "Cryptographic Operators"),
          Map.entry(573, "Event Log Readers"),
          Map.entry(574, "Certificate Service DCOM Access"),
          Map.entry(575, "RDS Remote Access Servers"),
          Map.entry(576, "RDS Endpoint Servers"),
          Map.entry(577, "RDS Management Servers"),
          Map.entry(578, "Hyper-V Administrators"),
          Map.entry(579, "Access Control Assistance Operators"),
          Map.entry(580, "Remote Management Users"),
          Map.entry(581, "System Managed Accounts Group"),
          Map.entry(582, "Storage Replica Administrators"),
          Map.entry(583, "Device Owners"));

  private WellKnownTrustees() {}

  static Optional<String> nameOf(Sid sid) {
    String text = sid.toString();
    Optional<String> name = Optional.ofNullable(NAMES.get(text));
    if (name.isPresent() || !text.startsWith(BUILTIN) || sid.subAuthorities().size() != 2) {
      return name;
    }
    return sid.rid()
        .map(rid -> BUILTIN_ALIASES.get(rid.intValue()))
        .map(alias -> "BUILTIN\\" + alias);
  }
}
