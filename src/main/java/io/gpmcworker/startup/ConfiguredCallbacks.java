package io.gpmcworker.startup;

import io.gpmcworker.gpmc.dcom.DcomDriver;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.gpmc.dcom.exporter.ObjectExporter;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.io.IOException;
import java.util.Optional;

/**
 * Where the hosts of all dcom domains call back. Listens from the first driver that needs it until
 * it is closed.
 */
final class ConfiguredCallbacks implements AutoCloseable {

  private final CallbackConfig config;
  private final DomainsConfig domains;
  private Optional<ObjectExporter> exporter = Optional.empty();

  ConfiguredCallbacks(CallbackConfig config, DomainsConfig domains) {
    this.config = config;
    this.domains = domains;
  }

  /**
   * The one exporter.
   *
   * @throws UnfitException if it is not configured, or a port cannot be had
   */
  ObjectExporter exporter() throws UnfitException {
    if (exporter.isEmpty()) {
      ExporterSettings settings = DcomSettings.callbacks(config, domains);
      try {
        exporter = Optional.of(DcomDriver.listen(settings));
      } catch (IOException e) {
        throw new UnfitException(
            "gpmc.dcom.callback.port is %d and .resolver-port %d: %s. Choose free ports; where 135 is not allowed, choose another and have it forwarded."
                .formatted(config.port(), config.resolverPort(), e.getMessage()));
      }
    }
    return exporter.get();
  }

  @Override
  public void close() {
    exporter.ifPresent(ObjectExporter::close);
    exporter = Optional.empty();
  }
}
