package io.gpmcworker.startup;

import io.gpmcworker.startup.Preflight.UnfitException;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * The settings of the worker, read without starting it: from system properties, environment
 * variables and a properties file, into the same mappings.
 */
final class WorkerSettings {

  /** As a file that {@code quarkus.config.locations} names. */
  private static final int FILE_ORDINAL = 270;

  private final SmallRyeConfig config;

  private WorkerSettings(SmallRyeConfig config) {
    this.config = config;
  }

  /**
   * Reads them.
   *
   * @param file a properties file, besides the surroundings of this process
   * @throws UnfitException if it cannot be read, or a value is not what its setting takes
   */
  static WorkerSettings read(Optional<Path> file) throws UnfitException {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addSystemSources()
            .addDiscoveredConverters()
            .withMapping(DomainsConfig.class)
            .withMapping(CallbackConfig.class)
            .withMapping(BackupStoresConfig.class);
    if (file.isPresent()) {
      builder.withSources(
          new PropertiesConfigSource(properties(file.get()), file.get().toString(), FILE_ORDINAL));
    }
    try {
      return new WorkerSettings(builder.build());
    } catch (ConfigValidationException e) {
      throw new UnfitException(e.getProblem(0).getMessage());
    }
  }

  private static Map<String, String> properties(Path file) throws UnfitException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnfitException(
          "'%s' cannot be read (%s); name the worker's properties file."
              .formatted(file, e.getClass().getSimpleName()));
    }
    Map<String, String> values = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  DomainsConfig domains() {
    return config.getConfigMapping(DomainsConfig.class);
  }

  /**
   * One domain.
   *
   * @throws UnfitException if it is not configured; the message names those that are
   */
  DomainsConfig.Domain domain(String name) throws UnfitException {
    Map<String, DomainsConfig.Domain> known = domains().domains();
    DomainsConfig.Domain domain = known.get(name);
    if (domain == null) {
      throw new UnfitException(
          known.isEmpty()
              ? "There is no gpmc.domains.%s, nor any other: name the worker's properties file."
                  .formatted(name)
              : "There is no gpmc.domains.%s; configured are: %s."
                  .formatted(name, new TreeSet<>(known.keySet())));
    }
    return domain;
  }

  CallbackConfig callbacks() {
    return config.getConfigMapping(CallbackConfig.class);
  }

  BackupStoresConfig stores() {
    return config.getConfigMapping(BackupStoresConfig.class);
  }
}
