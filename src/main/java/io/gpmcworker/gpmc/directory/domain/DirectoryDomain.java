package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;

/**
 * A domain with all that an operation works on.
 *
 * @param dnsName its DNS name
 * @param directory its LDAP half
 * @param sysvol its file half
 * @param stores where backups are
 */
public record DirectoryDomain(
    String dnsName, DomainDirectory directory, Sysvol sysvol, BackupStores stores)
    implements AutoCloseable {

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
