package io.gpmcworker.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is measured. */
@ConfigMapping(prefix = "gpmc.metrics")
public interface MetricsConfig {

  /** How often the database is asked how much there is to do. */
  @WithDefault("10s")
  Duration interval();
}
