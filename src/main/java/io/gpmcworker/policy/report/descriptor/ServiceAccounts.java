package io.gpmcworker.policy.report.descriptor;

import io.gpmcworker.policy.security.Sid;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The accounts of services, {@code NT SERVICE\name}: their SIDs are computed from the service's
 * name, so that those of the services that settings name can be recognized without a machine to
 * ask.
 */
final class ServiceAccounts {

  private static final long NT_AUTHORITY = 5;
  private static final long SERVICES = 80;

  private static final List<String> KNOWN =
      List.of(
          "ADSync",
          "AppIDSvc",
          "AppReadiness",
          "AudioEndpointBuilder",
          "Audiosrv",
          "BFE",
          "BITS",
          "CryptSvc",
          "DcomLaunch",
          "Dhcp",
          "Dnscache",
          "DPS",
          "EventLog",
          "EventSystem",
          "gpsvc",
          "IKEEXT",
          "iphlpsvc",
          "KeyIso",
          "LanmanServer",
          "LanmanWorkstation",
          "MpsSvc",
          "MSSQLSERVER",
          "netprofm",
          "NlaSvc",
          "nsi",
          "PlugPlay",
          "PolicyAgent",
          "Power",
          "RpcSs",
          "SamSs",
          "Schedule",
          "SENS",
          "Spooler",
          "SQLSERVERAGENT",
          "SysMain",
          "TermService",
          "TrustedInstaller",
          "UmRdpService",
          "W32Time",
          "WdiServiceHost",
          "WdiSystemHost",
          "WinDefend",
          "WinHttpAutoProxySvc",
          "Winmgmt",
          "WinRM",
          "WSearch",
          "wuauserv");

  private static final Map<Sid, String> NAMES =
      KNOWN.stream()
          .collect(Collectors.toUnmodifiableMap(ServiceAccounts::sidOf, Function.identity()));

  private ServiceAccounts() {}

  static Optional<String> nameOf(Sid sid) {
    return Optional.ofNullable(NAMES.get(sid)).map(name -> "NT SERVICE\\" + name);
  }

  /** SHA-1 of the name in upper case, cut into five numbers (MS-DTYP 2.4.2.4). */
  static Sid sidOf(String service) {
    try {
      byte[] name = service.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_16LE);
      ByteBuffer hash =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(name))
              .order(ByteOrder.LITTLE_ENDIAN);
      Sid sid = Sid.of(NT_AUTHORITY, SERVICES);
      while (hash.hasRemaining()) {
        sid = sid.withRid(Integer.toUnsignedLong(hash.getInt()));
      }
      return sid;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
