package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import java.util.UUID;

/**
 * Where a GPO was read for a backup.
 *
 * @param domainController the DNS name of the domain controller
 * @param domain the DNS name of the domain
 * @param gpo the GPO
 */
public record BackupSource(String domainController, String domain, UUID gpo) {

  /** The GPO's SYSVOL folder as seen on that controller. */
  public String sysvolFolder() {
    return "\\\\" + domainController + "\\sysvol\\" + domain + "\\Policies\\" + Guids.braced(gpo);
  }

  /** The distinguished name of the GPO's container. */
  public String containerName() {
    return "CN=" + Guids.braced(gpo) + ",CN=Policies,CN=System,DC=" + domain.replace(".", ",DC=");
  }
}
