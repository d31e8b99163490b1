package io.gpmcworker.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the worker starts. */
@ConfigMapping(prefix = "gpmc.startup")
public interface StartupConfig {

  /** How long to wait for a database and a broker that do not answer yet. */
  @WithDefault("30s")
  Duration patience();
}
