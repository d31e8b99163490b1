package io.gpmcworker.gpmc.dcom;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.dcom.interop.ComHost;
import io.gpmcworker.gpmc.dcom.nlmp.NtlmAccount;
import java.time.Duration;
import java.util.Map;

/**
 * How a domain is served by GPMC on a Windows host.
 *
 * @param dnsName the domain's DNS name
 * @param host the host and the account to be there
 * @param caller as whom the host calls back: the account that GPMC runs as there
 * @param stores the folders of the backup stores as the host sees them
 * @param domains DNS names of domains by their configured names, for a copy into another one
 * @param silence how long an operation may be silent before the host is asked for a sign of life
 */
public record DcomDomainSettings(
    String dnsName,
    ComHost host,
    NtlmAccount caller,
    Map<BackupStoreName, String> stores,
    Map<String, String> domains,
    Duration silence) {

  public DcomDomainSettings {
    stores = Map.copyOf(stores);
    domains = Map.copyOf(domains);
  }
}
