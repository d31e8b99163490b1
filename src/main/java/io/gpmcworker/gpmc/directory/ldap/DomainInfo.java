package io.gpmcworker.gpmc.directory.ldap;

import io.gpmcworker.policy.security.Sid;
import java.util.UUID;

/**
 * A domain, as its directory describes itself.
 *
 * @param dnsName its DNS name
 * @param netBiosName its NetBIOS name
 * @param baseDn its distinguished name
 * @param configurationDn where the forest keeps its sites
 * @param guid {@code objectGUID} of the domain
 * @param sid {@code objectSid} of the domain
 * @param controller the DNS name of the domain controller that answers
 * @param product what kind of domain controller that is
 */
public record DomainInfo(
    String dnsName,
    String netBiosName,
    String baseDn,
    String configurationDn,
    UUID guid,
    Sid sid,
    String controller,
    Product product) {

  /** Whose domain controller it is. */
  public enum Product {
    ACTIVE_DIRECTORY,
    SAMBA
  }

  /** Where GPOs are. */
  String policiesDn() {
    return "CN=Policies,CN=System," + baseDn;
  }

  /** Where WMI filters are. */
  String wmiFiltersDn() {
    return "CN=SOM,CN=WMIPolicy,CN=System," + baseDn;
  }
}
