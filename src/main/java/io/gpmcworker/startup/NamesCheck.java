package io.gpmcworker.startup;

import io.gpmcworker.startup.Preflight.UnfitException;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything below {@code gpmc.} is a setting: one with a slip in its name would otherwise
 * count for nothing. An environment variable is only warned of: a container platform makes some of
 * its own, which may begin with {@code GPMC_}.
 */
@ApplicationScoped
class NamesCheck implements Preflight.Check {

  private static final Logger LOG = Logger.getLogger(NamesCheck.class);

  private final Config config;

  NamesCheck(Config config) {
    this.config = config;
  }

  @Override
  public void run() throws UnfitException {
    List<String> names =
        StreamSupport.stream(config.getPropertyNames().spliterator(), false).sorted().toList();
    warnings(names).forEach(it -> LOG.warnf("GPMC-P01 %s", it));
    // In tests the settings share a process with switches of the tests themselves.
    if (LaunchMode.current() != LaunchMode.TEST) {
      List<String> wrong = errors(names.stream().filter(it -> !isOfEnvironment(it)).toList());
      if (!wrong.isEmpty()) {
        throw new UnfitException(wrong);
      }
    }
  }

  /** The environment's names come in dots too, as far as they look like a mapping's. */
  private boolean isOfEnvironment(String name) {
    @Nullable String source = config.getConfigValue(name).getSourceName();
    return source != null && source.startsWith("EnvConfigSource");
  }

  /** A sentence for each name that no setting has. Values are not shown: they may be secrets. */
  static List<String> errors(List<String> names) {
    return names.stream()
        .filter(it -> it.startsWith("gpmc.") && !Settings.isKnown(it))
        .map(it -> "%s is no setting; %s.".formatted(it, advice(it)))
        .toList();
  }

  /** The same of environment variables that look like a setting. */
  static List<String> warnings(List<String> names) {
    return names.stream()
        .filter(it -> it.startsWith("GPMC_") && !Settings.isKnown(it))
        .filter(it -> Settings.nearest(it).isPresent())
        .map(it -> "The environment variable %s is no setting; %s.".formatted(it, advice(it)))
        .toList();
  }

  private static String advice(String name) {
    Optional<String> nearest = Settings.nearest(name);
    return nearest.isPresent()
        ? "did you mean %s".formatted(nearest.get())
        : "docs/configuration.md has all of them";
  }
}
