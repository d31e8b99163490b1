package io.gpmcworker.startup;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A migration table of GPOs in a configured domain; needs no broker and no database. */
public final class LiveMigrationTable {

  private LiveMigrationTable() {}

  /**
   * Generates it.
   *
   * @param file the worker's properties file; what the surroundings of this process say counts too
   * @param domain its configured name
   * @param preferences whether what Preferences name counts, which GPMC does not map
   * @return the bytes of a migration table file
   * @throws GpmcException if the settings are not right, or a GPO cannot be read
   */
  public static byte[] generate(
      Optional<Path> file, String domain, List<GpoName> gpos, boolean preferences)
      throws GpmcException {
    try {
      DomainsConfig.Domain configured = WorkerSettings.read(file).domain(domain);
      if (configured.driver() != DomainsConfig.Driver.DIRECTORY) {
        throw new UnfitException(
            "Domain '%s' is served by another driver than 'directory', which cannot do this; make a backup there, and the table of it."
                .formatted(domain));
      }
      try (DirectoryDriver driver =
          new DirectoryDriver(DirectorySettings.of(domain, configured), Map.of())) {
        return driver.migrationTable(gpos, preferences).toByteArray();
      }
    } catch (UnfitException e) {
      throw new GpmcException(HResult.E_INVALIDARG, String.valueOf(e.getMessage()), e);
    }
  }
}
