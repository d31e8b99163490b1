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
          Map.entry("S-1-5-114", "NT AUTHORITY\\Local account and member of Administrators group"),
          Map.entry("S-1-5-1000", "NT AUTHORITY\\Other Organization"),
          Map.entry("S-1-5-64-10", "NT AUTHORITY\\NTLM Authentication"),
          Map.entry("S-1-5-64-14", "NT AUTHORITY\\SChannel Authentication"),
          Map.entry("S-1-5-64-21", "NT AUTHORITY\\Digest Authentication"),
          Map.entry("S-1-5-80-0", "NT SERVICE\\ALL SERVICES"),
          Map.entry(
              "S-1-5-99-216390572-1995538116-3857911515-2404958512-2623887229",
              "RESTRICTED SERVICES\\PrintSpoolerService"),
          Map.entry("S-1-5-83-0", "NT VIRTUAL MACHINE\\Virtual Machines"),
          Map.entry("S-1-5-90-0", "Window Manager\\Window Manager Group"),
          Map.entry("S-1-15-2-1", "APPLICATION PACKAGE AUTHORITY\\ALL APPLICATION PACKAGES"),
          Map.entry(
              "S-1-15-2-2", "APPLICATION PACKAGE AUTHORITY\\ALL RESTRICTED APPLICATION PACKAGES"),
          Map.entry("S-1-16-4096", "Mandatory Label\\Low Mandatory Level"),
          Map.entry("S-1-16-8192", "Mandatory Label\\Medium Mandatory Level"),
          Map.entry("S-1-16-12288", "Mandatory Label\\High Mandatory Level"),
          Map.entry("S-1-16-16384", "Mandatory Label\\System Mandatory Level"),
          Map.entry("S-1-18-1", "Authentication authority asserted identity"),
          Map.entry("S-1-18-2", "Service asserted identity"));

  private static final String BUILTIN = "S-1-5-32-";

  private static final Map<Long, String> BUILTIN_ALIASES =
      Map.ofEntries(
          Map.entry(544L, "Administrators"),
          Map.entry(545L, "Users"),
          Map.entry(546L, "Guests"),
          Map.entry(547L, "Power Users"),
          Map.entry(548L, "Account Operators"),
          Map.entry(549L, "Server Operators"),
          Map.entry(550L, "Print Operators"),
          Map.entry(551L, "Backup Operators"),
          Map.entry(552L, "Replicator"),
          Map.entry(554L, "Pre-Windows 2000 Compatible Access"),
          Map.entry(555L, "Remote Desktop Users"),
          Map.entry(556L, "Network Configuration Operators"),
          Map.entry(557L, "Incoming Forest Trust Builders"),
          Map.entry(558L, "Performance Monitor Users"),
          Map.entry(559L, "Performance Log Users"),
          Map.entry(560L, "Windows Authorization Access Group"),
          Map.entry(561L, "Terminal Server License Servers"),
          Map.entry(562L, "Distributed COM Users"),
          Map.entry(568L, "IIS_IUSRS"),
          Map.entry(569L, "Cryptographic Operators"),
          Map.entry(573L, "Event Log Readers"),
          Map.entry(574L, "Certificate Service DCOM Access"),
          Map.entry(575L, "RDS Remote Access Servers"),
          Map.entry(576L, "RDS Endpoint Servers"),
          Map.entry(577L, "RDS Management Servers"),
          Map.entry(578L, "Hyper-V Administrators"),
          Map.entry(579L, "Access Control Assistance Operators"),
          Map.entry(580L, "Remote Management Users"),
          Map.entry(581L, "System Managed Accounts Group"),
          Map.entry(582L, "Storage Replica Administrators"),
          Map.entry(583L, "Device Owners"));

  private WellKnownTrustees() {}

  static Optional<String> nameOf(Sid sid) {
    return Optional.ofNullable(NAMES.get(sid.toString()))
        .or(() -> builtinAlias(sid))
        .or(() -> ServiceAccounts.nameOf(sid));
  }

  private static Optional<String> builtinAlias(Sid sid) {
    return sid.toString().startsWith(BUILTIN) && sid.subAuthorities().size() == 2
        ? sid.rid()
            .flatMap(rid -> Optional.ofNullable(BUILTIN_ALIASES.get(rid)))
            .map(alias -> "BUILTIN\\" + alias)
        : Optional.empty();
  }
}
