package io.gpmcworker.gpmc.directory.embedded;

import io.gpmcworker.policy.security.Sid;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What tells one embedded domain from another.
 *
 * @param dnsName its DNS name
 * @param sid its SID
 */
record DomainNames(String dnsName, Sid sid) {

  /** The domain that the samples are made for. */
  static final DomainNames CORP =
      new DomainNames("corp.example", Sid.of(5, 21, 1004336348, 1177238915, 682003330));

  private static final long MAX_SUB_AUTHORITY = 0xFFFF_FFFFL;

  /** A domain by its DNS name; its SID follows from that. */
  static DomainNames of(String dnsName) {
    String name = dnsName.toLowerCase(Locale.ROOT);
    return name.equals(CORP.dnsName)
        ? CORP
        : new DomainNames(
            name, Sid.of(5, 21, number(name + "#1"), number(name + "#2"), number(name + "#3")));
  }

  private static long number(String text) {
    return text.hashCode() & MAX_SUB_AUTHORITY;
  }

  String netBiosName() {
    return dnsName.substring(0, (dnsName + ".").indexOf('.')).toUpperCase(Locale.ROOT);
  }

  String baseDn() {
    return Arrays.stream(dnsName.split("\\."))
        .map(label -> "DC=" + label)
        .collect(Collectors.joining(","));
  }

  String configurationDn() {
    return "CN=Configuration," + baseDn();
  }

  String controller() {
    return "dc1." + dnsName;
  }
}
