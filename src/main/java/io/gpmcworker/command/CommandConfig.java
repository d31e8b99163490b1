package io.gpmcworker.command;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What commands may be like. */
@ConfigMapping(prefix = "gpmc.commands")
public interface CommandConfig {

  /** Largest payload of a command, in bytes. */
  @WithDefault("262144")
  @Min(1024) @Max(1_048_576) int maxPayloadBytes();

  /** Largest sum of a command's header names and values, in bytes. */
  @WithDefault("16384")
  @Min(1024) @Max(1_048_576) int maxHeaderBytes();
}
