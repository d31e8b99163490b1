package io.gpmcworker.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The backup stores, by the names that commands use. A command never carries a path. */
@ConfigMapping(prefix = "gpmc.backup-stores")
public interface BackupStoresConfig {

  /** By name. */
  @WithParentName
  Map<String, Store> stores();

  /** One store: a folder of this machine, or one on a share. */
  interface Store {

    /** Its folder on this machine, which must be there and writable. */
    Optional<Path> path();

    /** Its folder on a share: {@code //server/share/folder}. */
    Optional<String> share();

    /** Who to be to the share's server. */
    AccountConfig account();

    /** The DNS servers that know the server; the machine's own name service if absent. */
    Optional<List<String>> dnsServers();

    /** The server's port. */
    @WithDefault("445")
    int port();

    /** Whether SMB is encrypted even where the server does not demand it. */
    @WithDefault("false")
    boolean encrypt();

    /** How long to wait for a connection. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** How long to wait for an answer. */
    @WithDefault("30s")
    Duration responseTimeout();
  }
}
