package io.gpmcworker.policy.security;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The accounts whose SIDs mean the same everywhere (MS-DTYP 2.4.2.4), with their English names. */
public final class WellKnownSids {

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
          Map.entry("S-1-5-32-544", "BUILTIN\\Administrators"),
          Map.entry("S-1-5-32-545", "BUILTIN\\Users"),
          Map.entry("S-1-5-32-546", "BUILTIN\\Guests"),
          Map.entry("S-1-5-32-547", "BUILTIN\\Power Users"),
          Map.entry("S-1-5-32-548", "BUILTIN\\Account Operators"),
          Map.entry("S-1-5-32-549", "BUILTIN\\Server Operators"),
          Map.entry("S-1-5-32-550", "BUILTIN\\Print Operators"),
          Map.entry("S-1-5-32-551", "BUILTIN\\Backup Operators"),
          Map.entry("S-1-5-32-552", "BUILTIN\\Replicator"),
          Map.entry("S-1-5-32-554", "BUILTIN\\Pre-Windows 2000 Compatible Access"),
          Map.entry("S-1-5-32-555", "BUILTIN\\Remote Desktop Users"),
          Map.entry("S-1-5-32-556", "BUILTIN\\Network Configuration Operators"),
          Map.entry("S-1-5-32-557", "BUILTIN\\Incoming Forest Trust Builders"),
          Map.entry("S-1-5-32-558", "BUILTIN\\Performance Monitor Users"),
          Map.entry("S-1-5-32-559", "BUILTIN\\Performance Log Users"),
          Map.entry("S-1-5-32-560", "BUILTIN\\Windows Authorization Access Group"),
          Map.entry("S-1-5-32-561", "BUILTIN\\Terminal Server License Servers"),
          Map.entry("S-1-5-32-562", "BUILTIN\\Distributed COM Users"),
          Map.entry("S-1-5-32-568", "BUILTIN\\IIS_IUSRS"),
          Map.entry("S-1-5-32-569", "BUILTIN\\Cryptographic Operators"),
          Map.entry("S-1-5-32-573", "BUILTIN\\Event Log Readers"),
          Map.entry("S-1-5-32-574", "BUILTIN\\Certificate Service DCOM Access"),
          Map.entry("S-1-5-32-575", "BUILTIN\\RDS Remote Access Servers"),
          Map.entry("S-1-5-32-576", "BUILTIN\\RDS Endpoint Servers"),
          Map.entry("S-1-5-32-577", "BUILTIN\\RDS Management Servers"),
          Map.entry("S-1-5-32-578", "BUILTIN\\Hyper-V Administrators"),
          Map.entry("S-1-5-32-579", "BUILTIN\\Access Control Assistance Operators"),
          Map.entry("S-1-5-32-580", "BUILTIN\\Remote Management Users"),
          Map.entry("S-1-5-32-581", "BUILTIN\\System Managed Accounts Group"),
          Map.entry("S-1-5-32-582", "BUILTIN\\Storage Replica Administrators"),
          Map.entry("S-1-5-32-583", "BUILTIN\\Device Owners"),
          Map.entry("S-1-5-33", "NT AUTHORITY\\WRITE RESTRICTED"),
          Map.entry("S-1-5-64-10", "NT AUTHORITY\\NTLM Authentication"),
          Map.entry("S-1-5-64-14", "NT AUTHORITY\\SChannel Authentication"),
          Map.entry("S-1-5-64-21", "NT AUTHORITY\\Digest Authentication"),
          Map.entry("S-1-5-80-0", "NT SERVICE\\ALL SERVICES"),
          Map.entry("S-1-5-83-0", "NT VIRTUAL MACHINE\\Virtual Machines"),
          Map.entry("S-1-5-90-0", "Window Manager\\Window Manager Group"),
          Map.entry(
              "S-1-5-99-216390572-1995538116-3857911515-2404958512-2623887229",
              "RESTRICTED SERVICES\\PrintSpoolerService"),
          Map.entry("S-1-5-113", "NT AUTHORITY\\Local account"),
          Map.entry("S-1-5-114", "NT AUTHORITY\\Local account and member of Administrators group"),
          Map.entry("S-1-5-1000", "NT AUTHORITY\\Other Organization"),
          Map.entry("S-1-15-2-1", "APPLICATION PACKAGE AUTHORITY\\ALL APPLICATION PACKAGES"),
          Map.entry(
              "S-1-15-2-2", "APPLICATION PACKAGE AUTHORITY\\ALL RESTRICTED APPLICATION PACKAGES"),
          Map.entry("S-1-16-4096", "Mandatory Label\\Low Mandatory Level"),
          Map.entry("S-1-16-8192", "Mandatory Label\\Medium Mandatory Level"),
          Map.entry("S-1-16-12288", "Mandatory Label\\High Mandatory Level"),
          Map.entry("S-1-16-16384", "Mandatory Label\\System Mandatory Level"),
          Map.entry("S-1-18-1", "Authentication authority asserted identity"),
          Map.entry("S-1-18-2", "Service asserted identity"));

  private static final Map<String, Sid> BY_NAME = byName();

  private WellKnownSids() {}

  private static Map<String, Sid> byName() {
    Map<String, Sid> sids = new HashMap<>();
    NAMES.forEach((text, name) -> {
      Sid sid = Sid.tryParse(text).orElseThrow();
      sids.put(name.toLowerCase(Locale.ROOT), sid);
      sids.put(plain(name).toLowerCase(Locale.ROOT), sid);
    });
    return Map.copyOf(sids);
  }

  private static String plain(String name) {
    return name.substring(name.lastIndexOf('\\') + 1);
  }

  /** The account's name without its authority; empty if the SID is none of them. */
  public static Optional<String> name(Sid sid) {
    return qualifiedName(sid).map(WellKnownSids::plain);
  }

  /** The account's name behind its authority, where it has one: {@code BUILTIN\Users}. */
  public static Optional<String> qualifiedName(Sid sid) {
    return Optional.ofNullable(NAMES.get(sid.toString()));
  }

  /** The account of a name, with or without its authority; case does not matter. */
  public static Optional<Sid> ofName(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }
}
