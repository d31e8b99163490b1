package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.remote.Profile;
import io.gpmcworker.cli.remote.Profiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which worker to talk to. */
final class ConnectionArguments {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The worker. Default: GPMC_URL, the profile's url, or what ./gpmc up has started here.")
  private @Nullable String url;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "A profile of ~/.config/gpmc/config.properties. Default: GPMC_PROFILE.")
  private @Nullable String profile;

  Profile profile() {
    return new Profiles(
            System.getenv(),
            Path.of(System.getProperty("user.home")),
            Installation.current().work().resolve("up").resolve("http-address"))
        .find(Optional.ofNullable(profile), Optional.ofNullable(url));
  }
}
