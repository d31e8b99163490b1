package io.gpmcworker.startup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.startup.Preflight.UnfitException;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** The folders of the configured backup stores. Those on shares connect when they are used. */
@Singleton
class ConfiguredStores {

  private static final Logger LOG = Logger.getLogger(ConfiguredStores.class);

  private final Map<BackupStoreName, Path> folders = new HashMap<>();

  ConfiguredStores(BackupStoresConfig config) {
    config
        .stores()
        .forEach((name, store) -> folders.put(new BackupStoreName(name), of(name, store)));
  }

  private static Path of(String name, BackupStoresConfig.Store store) {
    try {
      return StoreFolder.of(name, store);
    } catch (UnfitException e) {
      throw new ConfigurationException("gpmc-worker cannot start: " + e.getMessage());
    }
  }

  /** By name. */
  Map<BackupStoreName, Path> folders() {
    return folders;
  }

  @PreDestroy
  void close() {
    for (Path folder : folders.values()) {
      if (!folder.getFileSystem().equals(FileSystems.getDefault())) {
        try {
          folder.getFileSystem().close();
        } catch (IOException e) {
          LOG.debugf(e, "%s could not be closed", folder.getFileSystem());
        }
      }
    }
  }
}
