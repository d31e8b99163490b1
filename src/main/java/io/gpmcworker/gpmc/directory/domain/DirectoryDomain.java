package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.policy.admx.AdmxCache;
import java.util.List;

/**
 * A domain with all that an operation works on.
 *
 * @param dnsName its DNS name
 * @param directory its LDAP half
 * @param sysvol its file half
 * @param stores where backups are
 * @param templates what its registry values mean
 */
public record DirectoryDomain(
    String dnsName,
    DomainDirectory directory,
    Sysvol sysvol,
    BackupStores stores,
    AdmxCache templates)
    implements AutoCloseable {

  /** A domain whose templates are in its own central store, in English. */
  public DirectoryDomain(
      String dnsName, DomainDirectory directory, Sysvol sysvol, BackupStores stores) {
    this(dnsName, directory, sysvol, stores, ReportTemplates.ofCentralStore(List.of()).of(sysvol));
  }

  /** How its SYSVOL is called in sentences. */
  public String sysvolLabel() {
    return "the SYSVOL of " + dnsName;
  }

  @Override
  public void close() {
    directory.close();
    sysvol.close();
  }
}
