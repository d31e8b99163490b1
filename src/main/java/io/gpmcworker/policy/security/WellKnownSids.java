package io.gpmcworker.policy.security;

import java.util.Map;
import java.util.Optional;

/** The English names of accounts that are the same on every machine (MS-DTYP 2.4.2.4). */
public final class WellKnownSids {

  private static final Map<Sid, String> NAMES =
      Map.ofEntries(
          Map.entry(Sid.of(1, 0), "Everyone"),
          Map.entry(Sid.of(2, 0), "LOCAL"),
          Map.entry(Sid.of(2, 1), "CONSOLE LOGON"),
          Map.entry(Sid.of(3, 0), "CREATOR OWNER"),
          Map.entry(Sid.of(3, 1), "CREATOR GROUP"),
          Map.entry(Sid.of(3, 4), "OWNER RIGHTS"),
          Map.entry(Sid.of(5, 1), "DIALUP"),
          Map.entry(Sid.of(5, 2), "NETWORK"),
          Map.entry(Sid.of(5, 3), "BATCH"),
          Map.entry(Sid.of(5, 4), "INTERACTIVE"),
          Map.entry(Sid.of(5, 6), "SERVICE"),
          Map.entry(Sid.of(5, 7), "ANONYMOUS LOGON"),
          Map.entry(Sid.of(5, 8), "PROXY"),
          Map.entry(Sid.of(5, 9), "ENTERPRISE DOMAIN CONTROLLERS"),
          Map.entry(Sid.of(5, 10), "SELF"),
          Map.entry(Sid.of(5, 11), "Authenticated Users"),
          Map.entry(Sid.of(5, 12), "RESTRICTED"),
          Map.entry(Sid.of(5, 13), "TERMINAL SERVER USER"),
          Map.entry(Sid.of(5, 14), "REMOTE INTERACTIVE LOGON"),
          Map.entry(Sid.of(5, 15), "This Organization"),
          Map.entry(Sid.of(5, 17), "IUSR"),
          Map.entry(Sid.of(5, 18), "SYSTEM"),
          Map.entry(Sid.of(5, 19), "LOCAL SERVICE"),
          Map.entry(Sid.of(5, 20), "NETWORK SERVICE"),
          Map.entry(Sid.of(5, 33), "WRITE RESTRICTED"),
          Map.entry(Sid.of(5, 113), "Local account"),
          Map.entry(Sid.of(5, 114), "Local account and member of Administrators group"),
          Map.entry(Sid.of(5, 32, 544), "Administrators"),
          Map.entry(Sid.of(5, 32, 545), "Users"),
          Map.entry(Sid.of(5, 32, 546), "Guests"),
          Map.entry(Sid.of(5, 32, 547), "Power Users"),
          Map.entry(Sid.of(5, 32, 548), "Account Operators"),
          Map.entry(Sid.of(5, 32, 549), "Server Operators"),
          Map.entry(Sid.of(5, 32, 550), "Print Operators"),
          Map.entry(Sid.of(5, 32, 551), "Backup Operators"),
          Map.entry(Sid.of(5, 32, 552), "Replicator"),
          Map.entry(Sid.of(5, 32, 554), "Pre-Windows 2000 Compatible Access"),
          Map.entry(Sid.of(5, 32, 555), "Remote Desktop Users"),
          Map.entry(Sid.of(5, 32, 556), "Network Configuration Operators"),
          Map.entry(Sid.of(5, 32, 557), "Incoming Forest Trust Builders"),
          Map.entry(Sid.of(5, 32, 558), "Performance Monitor Users"),
          Map.entry(Sid.of(5, 32, 559), "Performance Log Users"),
          Map.entry(Sid.of(5, 32, 560), "Windows Authorization Access Group"),
          Map.entry(Sid.of(5, 32, 561), "Terminal Server License Servers"),
          Map.entry(Sid.of(5, 32, 562), "Distributed COM Users"),
          Map.entry(Sid.of(5, 32, 568), "IIS_IUSRS"),
          Map.entry(Sid.of(5, 32, 569), "Cryptographic Operators"),
          Map.entry(Sid.of(5, 32, 573), "Event Log Readers"),
          Map.entry(Sid.of(5, 32, 574), "Certificate Service DCOM Access"),
          Map.entry(Sid.of(5, 32, 575), "RDS Remote Access Servers"),
          Map.entry(Sid.of(5, 32, 576), "RDS Endpoint Servers"),
          Map.entry(Sid.of(5, 32, 577), "RDS Management Servers"),
          Map.entry(Sid.of(5, 32, 578), "Hyper-V Administrators"),
          Map.entry(Sid.of(5, 32, 579), "Access Control Assistance Operators"),
          Map.entry(Sid.of(5, 32, 580), "Remote Management Users"),
          Map.entry(Sid.of(5, 32, 582), "Storage Replica Administrators"));

  private WellKnownSids() {}

  /** The account's name without its authority; empty if the SID is none of them. */
  public static Optional<String> name(Sid sid) {
    return Optional.ofNullable(NAMES.get(sid));
  }
}
