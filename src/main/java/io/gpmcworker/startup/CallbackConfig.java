package io.gpmcworker.startup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the Windows hosts of all domains with the driver {@code dcom} call back. */
@ConfigMapping(prefix = "gpmc.dcom.callback")
public interface CallbackConfig {

  /** The address to listen on. */
  @WithDefault("0.0.0.0")
  String bind();

  /** The port of the progress objects. */
  @WithDefault("49135")
  int port();

  /** The port of the resolver, which a Windows host looks for at 135. */
  @WithDefault("135")
  int resolverPort();

  /** The names or IPv4 addresses by which the hosts reach this process, the best one first. */
  Optional<List<String>> advertisedHosts();

  /** {@link #port} as the hosts reach it, if that is another. */
  OptionalInt advertisedPort();

  /** {@link #resolverPort} as the hosts reach it, if that is another. */
  OptionalInt advertisedResolverPort();
}
