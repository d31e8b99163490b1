package io.gpmcworker.startup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.directory.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.gpmc.directory.ldap.LdapBind;
import io.gpmcworker.gpmc.directory.ldap.LdapEndpoint;
import io.gpmcworker.gpmc.directory.sysvol.CentralStore;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.policy.admx.AdmxCache;
import io.gpmcworker.policy.admx.FolderAdmxStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the drivers of the configured domains. None connects before it is needed. */
@ApplicationScoped
class ConfiguredDomains {

  @Produces
  @Singleton
  Domains domains(DomainsConfig domains, BackupStoresConfig stores, TemplatesConfig templates) {
    Map<BackupStoreName, Path> folders = new HashMap<>();
    stores.stores().forEach((name, store) -> folders.put(new BackupStoreName(name), store.path()));
    Map<String, GpmcDriver> drivers = new HashMap<>();
    Function<Sysvol, AdmxCache> caches = caches(templates);
    domains
        .domains()
        .forEach((name, domain) -> drivers.put(name, driver(name, domain, folders, caches)));
    return new Domains(drivers);
  }

  void close(@Disposes Domains domains) {
    domains.drivers().values().forEach(GpmcDriver::close);
  }

  /** A configured folder is read once for all domains. */
  private static Function<Sysvol, AdmxCache> caches(TemplatesConfig templates) {
    List<String> languages = templates.languages().orElse(List.of());
    if (templates.folder().isPresent()) {
      AdmxCache shared = new AdmxCache(new FolderAdmxStore(templates.folder().get()), languages);
      return sysvol -> shared;
    }
    return sysvol -> new AdmxCache(new CentralStore(sysvol), languages);
  }

  private static GpmcDriver driver(
      String name,
      DomainsConfig.Domain domain,
      Map<BackupStoreName, Path> stores,
      Function<Sysvol, AdmxCache> templates) {
    return switch (domain.driver()) {
      case DIRECTORY -> new DirectoryDriver(settings(name, domain), stores, templates);
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
