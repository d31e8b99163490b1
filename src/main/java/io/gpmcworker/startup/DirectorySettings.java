package io.gpmcworker.startup;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is configured of a domain, for the directory driver. */
final class DirectorySettings {

  private static final int DNS_PORT = 53;

  private DirectorySettings() {}

  /**
   * The settings of one domain.
   *
   * @throws UnfitException if they are incomplete or contradict each other; names the key
   */
  static DirectoryDomainSettings of(String name, DomainsConfig.Domain domain)
      throws UnfitException {
    String key = "gpmc.domains." + name;
    Credentials credentials =
        new ConfiguredAccount(key + ".account", domain.account()).credentials();
    HostNames names = names(key + ".dns-servers", domain.dnsServers(), domain.connectTimeout());
    try {
      return new DirectoryDomainSettings(
          name,
          domain.dnsName(),
          domain.controllers().isPresent()
              ? new Controllers.Named(domain.controllers().get())
              : new Controllers.FromDns(domain.site()),
          names,
          ldap(key, domain, credentials),
          sysvol(domain, credentials));
    } catch (IllegalArgumentException e) {
      throw new UnfitException("%s.* do not fit: %s.".formatted(key, e.getMessage()));
    }
  }

  private static LdapSettings ldap(String key, DomainsConfig.Domain domain, Credentials credentials)
      throws UnfitException {
    Optional<Path> authority = domain.ldap().caFile();
    if (authority.isPresent() && !Files.isReadable(authority.get())) {
      throw new UnfitException(
          "%s.ldap.ca-file is '%s', which is not there or may not be read."
              .formatted(key, authority.get()));
    }
    return new LdapSettings(
        domain.ldap().security(),
        domain.ldap().port().orElse(domain.ldap().security().port()),
        authority,
        credentials,
        domain.connectTimeout(),
        domain.responseTimeout(),
        domain.ldap().connections());
  }

  private static SysvolPlace sysvol(DomainsConfig.Domain domain, Credentials credentials) {
    DomainsConfig.Sysvol sysvol = domain.sysvol();
    return sysvol.folder().isPresent()
        ? new SysvolPlace.InFolder(sysvol.folder().get())
        : new SysvolPlace.OnControllers(
            new SmbSettings(
                sysvol.port(),
                sysvol.encrypt(),
                credentials,
                domain.connectTimeout(),
                domain.responseTimeout(),
                sysvol.connections(),
                sysvol.atATime()));
  }

  /**
   * Where to look up hosts.
   *
   * @param servers DNS servers, each an address, with a port behind a colon if it is not 53
   */
  static HostNames names(String key, Optional<List<String>> servers, Duration timeout)
      throws UnfitException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (String server : servers.orElse(List.of())) {
      int colon = server.indexOf(':') == server.lastIndexOf(':') ? server.indexOf(':') : -1;
      String host = colon < 0 ? server : server.substring(0, colon);
      try {
        int port = colon < 0 ? DNS_PORT : Integer.parseInt(server.substring(colon + 1));
        addresses.add(new InetSocketAddress(InetAddress.ofLiteral(host), port));
      } catch (IllegalArgumentException e) {
        throw new UnfitException(
            "%s holds '%s'; write the IP address of a DNS server, such as 10.0.0.1 or 10.0.0.1:53."
                .formatted(key, server));
      }
    }
    return new HostNames(addresses, timeout);
  }
}
