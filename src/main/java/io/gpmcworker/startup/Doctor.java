package io.gpmcworker.startup;

import io.gpmcworker.gpmc.Examination;
import io.gpmcworker.gpmc.Finding;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.dcom.DcomDriver;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at one configured domain as the worker would use it; needs no broker and no database. */
public final class Doctor {

  private Doctor() {}

  /**
   * Examines a domain.
   *
   * @param file the worker's properties file; what the surroundings of this process say counts too
   * @param domain its configured name
   * @param told is told each finding as it is made
   * @return whether all is as it should be
   */
  public static boolean examine(Optional<Path> file, String domain, Consumer<Finding> told) {
    Examination examination = new Examination(told);
    Patient[] patient = new Patient[1];
    examination.step(
        "settings",
        "Correct the worker's settings.",
        () -> {
          try {
            patient[0] = Patient.of(WorkerSettings.read(file), domain);
            return "gpmc.domains.%s is complete".formatted(domain);
          } catch (UnfitException e) {
            throw new GpmcException(HResult.E_INVALIDARG, String.valueOf(e.getMessage()), e);
          }
        });
    if (examination.passed()) {
      try (Patient examined = patient[0]) {
        examined.driver().examine(examination);
      }
    }
    return examination.passed();
  }

  private record Patient(GpmcDriver driver, Optional<ConfiguredCallbacks> callbacks)
      implements AutoCloseable {

    static Patient of(WorkerSettings settings, String name) throws UnfitException {
      DomainsConfig.Domain domain = settings.domain(name);
      return switch (domain.driver()) {
        case DIRECTORY ->
            new Patient(
                new DirectoryDriver(DirectorySettings.of(name, domain), Map.of()),
                Optional.empty());
        case DCOM -> {
          ConfiguredCallbacks callbacks =
              new ConfiguredCallbacks(settings.callbacks(), settings.domains());
          yield new Patient(
              new DcomDriver(DcomSettings.of(name, settings.domains()), callbacks.exporter()),
              Optional.of(callbacks));
        }
      };
    }

    @Override
    public void close() {
      driver.close();
      callbacks.ifPresent(ConfiguredCallbacks::close);
    }
  }
}
