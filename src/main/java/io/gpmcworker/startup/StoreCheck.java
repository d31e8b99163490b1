package io.gpmcworker.startup;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.operation.ReportsConfig;
import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the backup stores and the reports' folder are there and can be written. */
@ApplicationScoped
class StoreCheck implements Preflight.Check {

  private final BackupStoresConfig config;
  private final ReportsConfig reports;

  StoreCheck(BackupStoresConfig config, ReportsConfig reports) {
    this.config = config;
    this.reports = reports;
  }

  @Override
  public void run() throws UnfitException {
    List<String> wrong = new ArrayList<>();
    config
        .stores()
        .forEach((name, store) -> {
          try {
            check(name, store);
          } catch (UnfitException e) {
            wrong.addAll(e.sentences());
          }
        });
    if (reports.path().isPresent()) {
      try {
        check("gpmc.reports.path", reports.path().get());
      } catch (UnfitException e) {
        wrong.addAll(e.sentences());
      }
    }
    if (!wrong.isEmpty()) {
      throw new UnfitException(wrong);
    }
  }

  private static void check(String name, BackupStoresConfig.Store store) throws UnfitException {
    String key = "gpmc.backup-stores.%s.path".formatted(name);
    try {
      new BackupStoreName(name);
    } catch (IllegalArgumentException e) {
      throw new UnfitException("%s: %s.".formatted(key, e.getMessage()));
    }
    Path folder = StoreFolder.of(name, store);
    if (folder.getFileSystem().equals(FileSystems.getDefault())) {
      check(key, folder);
    }
  }

  private static void check(String key, Path path) throws UnfitException {
    if (!Files.isDirectory(path)) {
      throw new UnfitException("%s is '%s', which is no folder; create it.".formatted(key, path));
    }
    if (!Files.isWritable(path)) {
      throw new UnfitException(
          "%s is '%s', which this account may not write.".formatted(key, path));
    }
  }
}
