package io.gpmcworker.startup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.directory.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.gpmc.directory.ldap.LdapBind;
import io.gpmcworker.gpmc.directory.ldap.LdapEndpoint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the drivers of the configured domains. None connects before it is needed. */
@ApplicationScoped
class ConfiguredDomains {

  @Produces
  @Singleton
  Domains domains(DomainsConfig domains, BackupStoresConfig stores) {
    Map<BackupStoreName, Path> folders = new HashMap<>();
    stores.stores().forEach((name, store) -> folders.put(new BackupStoreName(name), store.path()));
    Map<String, GpmcDriver> drivers = new HashMap<>();
    Function<String, Optional<GpmcDriver>> neighbours =
        name -> Optional.ofNullable(drivers.get(name));
    domains
        .domains()
        .forEach((name, domain) -> drivers.put(name, driver(name, domain, folders, neighbours)));
    return new Domains(drivers);
  }

  void close(@Disposes Domains domains) {
    domains.drivers().values().forEach(GpmcDriver::close);
  }

  private static GpmcDriver driver(
      String name,
      DomainsConfig.Domain domain,
      Map<BackupStoreName, Path> stores,
      Function<String, Optional<GpmcDriver>> neighbours) {
    return switch (domain.driver()) {
      case DIRECTORY -> new DirectoryDriver(settings(name, domain), stores, neighbours);
    };
  }

  private static DirectoryDomainSettings settings(String name, DomainsConfig.Domain domain) {
    Optional<LdapBind> bind =
        domain.bindDn().map(dn -> new LdapBind(dn, domain.bindPassword().orElse("")));
    return new DirectoryDomainSettings(
        name,
        domain.dnsName(),
        new LdapEndpoint(domain.ldapUrl(), bind, domain.connectTimeout(), domain.responseTimeout()),
        domain.sysvol());
  }
}
