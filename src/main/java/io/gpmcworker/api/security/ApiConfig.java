package io.gpmcworker.api.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The HTTP interface. */
@ConfigMapping(prefix = "gpmc.api")
public interface ApiConfig {

  /** Whether it is served at all; health and metrics always are. */
  @WithDefault("true")
  boolean enabled();

  /**
   * A file of API keys: on each line a name, a role ({@code viewer}, {@code operator}, {@code
   * admin}) and the SHA-256 of the key in hexadecimal, with spaces between them.
   */
  Optional<Path> keysFile();

  /** CloudEvents {@code source} of commands that came over HTTP. */
  @WithDefault("/gpmc-worker/api")
  String source();

  /** Changing requests that one who asks may make in a minute, on each replica. */
  @WithDefault("600")
  @Min(1) @Max(1_000_000) int commandsPerMinute();

  /** Longest time that {@code Prefer: wait} is granted. */
  @WithDefault("30s")
  Duration longestWait();

  /** Live event streams at the same time, on each replica. */
  @WithDefault("1000")
  @Min(1) @Max(100_000) int streams();
}
