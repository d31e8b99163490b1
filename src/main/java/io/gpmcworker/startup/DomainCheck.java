package io.gpmcworker.startup;

import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Whether what is configured of the domains is whole. Nothing is connected. */
@ApplicationScoped
class DomainCheck implements Preflight.Check {

  private final DomainsConfig config;
  private final CallbackConfig callbacks;

  DomainCheck(DomainsConfig config, CallbackConfig callbacks) {
    this.config = config;
    this.callbacks = callbacks;
  }

  @Override
  public void run() throws UnfitException {
    for (Map.Entry<String, DomainsConfig.Domain> domain : config.domains().entrySet()) {
      switch (domain.getValue().driver()) {
        case DIRECTORY -> DirectorySettings.of(domain.getKey(), domain.getValue());
        case DCOM -> {
          DcomSettings.of(domain.getKey(), config);
          DcomSettings.callbacks(callbacks, config);
        }
      }
    }
  }
}
