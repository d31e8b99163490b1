package io.gpmcworker.gpmc.directory.domain;

import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a domain is and how to reach it.
 *
 * @param name the name that commands use
 * @param dnsName the domain's DNS name, such as {@code corp.example}
 * @param controllers which domain controllers to use
 * @param names where hosts are
 * @param ldap how to speak with their directory
 * @param sysvol where their files are
 */
public record DirectoryDomainSettings(
    String name,
    String dnsName,
    Controllers controllers,
    HostNames names,
    LdapSettings ldap,
    SysvolPlace sysvol) {

  /**
   * @throws IllegalArgumentException if the parts do not fit together; the message is for people
   */
  public DirectoryDomainSettings {
    if (controllers instanceof Controllers.Named(var hosts)
        && (hosts.isEmpty() || hosts.stream().anyMatch(dnsName::equalsIgnoreCase))) {
      throw new IllegalArgumentException(
          "single domain controllers must be named, not the domain, which stands for any of them");
    }
  }

  /** Which domain controllers to use. */
  public sealed interface Controllers {

    /**
     * Given ones.
     *
     * @param hosts their DNS names, the preferred first
     */
    record Named(List<String> hosts) implements Controllers {
      public Named {
        hosts = List.copyOf(hosts);
      }
    }

    /**
     * Those that DNS names (MS-ADTS 6.3.2.3).
     *
     * @param site the site whose controllers are preferred
     */
    record FromDns(Optional<String> site) implements Controllers {}
  }

  /** Where SYSVOL is. */
  public sealed interface SysvolPlace {

    /**
     * A folder of this machine.
     *
     * @param folder holds {@code <dnsName>/Policies}
     */
    record InFolder(Path folder) implements SysvolPlace {}

    /**
     * On the domain controllers, {@code \\<controller>\sysvol}.
     *
     * @param smb how to speak with them
     */
    record OnControllers(SmbSettings smb) implements SysvolPlace {}
  }
}
