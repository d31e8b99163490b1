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
        .forEach((name, domain) ->
            drivers.put(
                name,
                switch (domain.driver()) {
                  case DIRECTORY ->
                      directory(name, domain, stores.folders(), known, neighbours, calls);
                  case DCOM -> dcom(name, config, callbacks, calls);
                }));
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
            .<StoredBackupCatalog.Templates>map(
                folder -> () -> AdmxTemplates.load(folder, languages))
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

  private static GpmcDriver directory(
      String name,
      DomainsConfig.Domain domain,
      Map<BackupStoreName, Path> stores,
      ReportTemplates templates,
      Function<String, Optional<GpmcDriver>> neighbours,
      ControllerCalls calls) {
    try {
      return new DirectoryDriver(
          DirectorySettings.of(name, domain), stores, templates, neighbours, calls);
    } catch (UnfitException e) {
      throw unfit(e);
    }
  }

  private static GpmcDriver dcom(
      String name, DomainsConfig config, ConfiguredCallbacks callbacks, ControllerCalls calls) {
    try {
      return new DcomDriver(DcomSettings.of(name, config), callbacks.exporter(), calls);
    } catch (UnfitException e) {
      throw unfit(e);
    }
  }

  private static ConfigurationException unfit(UnfitException why) {
    return new ConfigurationException("gpmc-worker cannot start: " + why.getMessage());
  }
}
