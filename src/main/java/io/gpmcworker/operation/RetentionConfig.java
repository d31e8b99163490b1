package io.gpmcworker.operation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what is over is kept. Nothing that still lives is ever removed. */
@ConfigMapping(prefix = "gpmc.retention")
public interface RetentionConfig {

  /**
   * Ended operations with their reports and events (but progress), and the answers to cancels. As
   * long as an operation is kept, its id cannot be used again, and a cancel that is delivered twice
   * gets the same answer.
   */
  @WithDefault("90d")
  Duration operations();

  /** Dead letters, progress and whatever no operation is kept of, after it was published. */
  @WithDefault("7d")
  Duration events();

  /**
   * Cancels of operations that were never seen: a start that comes within this time will not run.
   */
  @WithDefault("7d")
  Duration pendingCancels();

  /** Between two looks for what is too old. */
  @WithDefault("1m")
  Duration interval();
}
