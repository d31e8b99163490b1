package io.gpmcworker.execution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How this worker works. */
@ConfigMapping(prefix = "gpmc.worker")
public interface WorkerConfig {

  /** Name in events and tables; the host's name if absent. */
  Optional<String> name();

  /** Operations that run at the same time here. */
  @WithDefault("16")
  @Min(1) @Max(10_000) int capacity();

  /** Between two renewals of the lease; also how long a cancel takes whose signal was lost. */
  @WithDefault("2s")
  Duration heartbeat();

  /**
   * How long the worker may go without renewing before others take over its operations. At least
   * three heartbeats.
   */
  @WithDefault("10s")
  Duration lease();

  /** From the call of a cancel handle to the end; past it the outcome counts as unknown. */
  @WithDefault("60s")
  Duration cancelBound();

  /** How long running operations may go on after a shutdown began. */
  @WithDefault("20s")
  Duration shutdownGrace();

  /** Shortest time between two progress events of one operation. */
  @WithDefault("250ms")
  Duration progressInterval();

  /** Smallest part of the whole between two progress events of one operation, in percent. */
  @WithDefault("1")
  @Min(0) @Max(100) int progressStep();

  /** How often the queue is looked at although nothing was signalled. */
  @WithDefault("500ms")
  Duration poll();

  /**
   * Whether an operation that changes nothing (a backup, a report) is run again when its worker is
   * gone and nothing of it is left. Otherwise it ends as failed, reason OWNER_LOST.
   */
  @WithDefault("false")
  boolean runLostAgain();
}
