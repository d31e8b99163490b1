package io.gpmcworker.startup;

import io.gpmcworker.gpmc.BackupCatalog;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.dcom.DcomDriver;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.gpmc.directory.domain.ReportTemplates;
import io.gpmcworker.gpmc.directory.report.StoredBackupCatalog;
import io.gpmcworker.policy.admx.AdmxTemplates;
import io.gpmcworker.startup.Preflight.UnfitException;
import io.quarkus.runtime.configuration.ConfigurationException;
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
  ConfiguredCallbacks callbacks(CallbackConfig callbacks, DomainsConfig domains) {
    return new ConfiguredCallbacks(callbacks, domains);
  }

  void close(@Disposes ConfiguredCallbacks callbacks) {
    callbacks.close();
  }

  @Produces
  @Singleton
  Domains domains(
      DomainsConfig config,
      ConfiguredStores stores,
      TemplatesConfig templates,
      ConfiguredCallbacks callbacks,
      ControllerCalls calls) {
    Map<String, GpmcDriver> drivers = new HashMap<>();
    Function<String, Optional<GpmcDriver>> neighbours =
        name -> Optional.ofNullable(drivers.get(name));
    ReportTemplates known = reportTemplates(templates);
    config
        .domains()
        .keySet()
        .forEach(name ->
            drivers.put(
                name, driver(name, config, stores.folders(), known, neighbours, callbacks, calls)));
    return new Domains(drivers);
  }

  @Produces
  @Singleton
  BackupCatalog backups(ConfiguredStores stores, TemplatesConfig templates) {
    List<String> languages = templates.languages().orElse(List.of());
    return new StoredBackupCatalog(
        stores.folders(),
        templates
            .folder()
            .<StoredBackupCatalog.Templates>map(folder ->
                () -> AdmxTemplates.load(folder, languages))
            .orElse(StoredBackupCatalog.Templates.NONE));
  }

  void close(@Disposes Domains domains) {
    domains.drivers().values().forEach(GpmcDriver::close);
  }

  private static ReportTemplates reportTemplates(TemplatesConfig templates) {
    List<String> languages = templates.languages().orElse(List.of());
    return templates
        .folder()
        .map(folder -> ReportTemplates.ofFolder(folder, languages))
        .orElseGet(() -> ReportTemplates.ofCentralStore(languages));
  }

  private static GpmcDriver driver(
      String name,
      DomainsConfig config,
      Map<BackupStoreName, Path> stores,
      ReportTemplates templates,
      Function<String, Optional<GpmcDriver>> neighbours,
      ConfiguredCallbacks callbacks,
      ControllerCalls calls) {
    DomainsConfig.Domain domain = config.domains().get(name);
    try {
      return switch (domain.driver()) {
        case DIRECTORY ->
            new DirectoryDriver(DirectorySettings.of(name, domain), stores, templates, neighbours, calls);
        case DCOM -> new DcomDriver(DcomSettings.of(name, config), callbacks.exporter());
      };
    } catch (UnfitException e) {
      throw new ConfigurationException("gpmc-worker cannot start: " + e.getMessage());
    }
  }
}
