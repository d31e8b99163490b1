package io.gpmcworker.operation;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where reports go. They are too large for a record: the end event names them by dataref. */
@ConfigMapping(prefix = "gpmc.reports")
public interface ReportsConfig {

  /**
   * The folder in which reports are written, as {@code <operation id>.<type>}. Without it, reports
   * cannot be asked for.
   */
  Optional<Path> path();
}
