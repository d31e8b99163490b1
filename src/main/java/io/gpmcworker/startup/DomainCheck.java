package io.gpmcworker.startup;

import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
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
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, DomainsConfig.Domain> domain : config.domains().entrySet()) {
      try {
        check(domain.getKey(), domain.getValue());
      } catch (UnfitException e) {
        wrong.addAll(e.sentences());
      }
    }
    if (!wrong.isEmpty()) {
      throw new UnfitException(wrong);
    }
  }

  private void check(String name, DomainsConfig.Domain domain) throws UnfitException {
    switch (domain.driver()) {
      case DIRECTORY -> DirectorySettings.of(name, domain);
      case DCOM -> {
        DcomSettings.of(name, config);
        DcomSettings.callbacks(callbacks, config);
      }
    }
  }
}
