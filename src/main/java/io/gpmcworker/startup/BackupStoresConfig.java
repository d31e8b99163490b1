package io.gpmcworker.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.Map;

/** The backup stores, by the names that commands use. A command never carries a path. */
@ConfigMapping(prefix = "gpmc.backup-stores")
public interface BackupStoresConfig {

  /** By name. */
  @WithParentName
  Map<String, Store> stores();

  /** One store. */
  interface Store {

    /** Its folder, which must be there and writable. */
    Path path();
  }
}
