package io.gpmcworker.startup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether the backup stores are there and can be written. */
@ApplicationScoped
class StoreCheck implements Preflight.Check {

  private final BackupStoresConfig config;

  StoreCheck(BackupStoresConfig config) {
    this.config = config;
  }

  @Override
  public void run() throws UnfitException {
    for (Map.Entry<String, BackupStoresConfig.Store> store : config.stores().entrySet()) {
      String key = "gpmc.backup-stores.%s.path".formatted(store.getKey());
      Path path = store.getValue().path();
      try {
        new BackupStoreName(store.getKey());
      } catch (IllegalArgumentException e) {
        throw new UnfitException("%s: %s.".formatted(key, e.getMessage()));
      }
      if (!Files.isDirectory(path)) {
        throw new UnfitException("%s is '%s', which is no folder; create it.".formatted(key, path));
      }
      if (!Files.isWritable(path)) {
        throw new UnfitException(
            "%s is '%s', which this account may not write.".formatted(key, path));
      }
    }
  }
}
