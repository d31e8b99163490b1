package io.gpmcworker.startup;

import io.gpmcworker.api.security.ApiConfig;
import io.gpmcworker.command.CommandConfig;
import io.gpmcworker.event.EventTopics;
import io.gpmcworker.execution.WorkerConfig;
import io.gpmcworker.metrics.MetricsConfig;
import io.gpmcworker.operation.QueueConfig;
import io.gpmcworker.operation.ReportsConfig;
import io.gpmcworker.operation.RetentionConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of all settings below {@code gpmc.}, as the mapping interfaces have them. What stands
 * for a name of the user's own, such as that of a domain, is {@code *}.
 */
@RegisterForReflection(
    targets = {
      ApiConfig.class,
      BackupStoresConfig.class,
      CallbackConfig.class,
      CommandConfig.class,
      DomainsConfig.class,
      EventTopics.class,
      MetricsConfig.class,
      QueueConfig.class,
      ReportsConfig.class,
      RetentionConfig.class,
      StartupConfig.class,
      TemplatesConfig.class,
      WorkerConfig.class
    })
final class Settings {

  /** Every mapping interface of the worker. */
  static final List<Class<?>> MAPPINGS =
      List.of(
          DomainsConfig.class,
          BackupStoresConfig.class,
          CallbackConfig.class,
          TemplatesConfig.class,
          ReportsConfig.class,
          EventTopics.class,
          CommandConfig.class,
          QueueConfig.class,
          WorkerConfig.class,
          RetentionConfig.class,
          ApiConfig.class,
          MetricsConfig.class,
          StartupConfig.class);

  /** As many wrong letters still count as a slip. */
  private static final int SLIP = 3;

  private static final List<String> NAMES =
      MAPPINGS.stream()
          .flatMap(
              it -> ConfigMappings.getProperties(ConfigClass.configClass(it)).keySet().stream())
          .collect(
              Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), List::copyOf));

  private static final List<Pattern> DOTTED = NAMES.stream().map(Settings::dotted).toList();
  private static final List<Pattern> ENVIRONMENT =
      NAMES.stream().map(Settings::environment).toList();

  private Settings() {}

  /** All of them, in order. */
  static List<String> names() {
    return NAMES;
  }

  /** Whether a setting has this name, in dots or as an environment variable. */
  static boolean isKnown(String name) {
    return (name.startsWith("gpmc.") ? DOTTED : ENVIRONMENT)
        .stream().anyMatch(it -> it.matcher(name).matches());
  }

  /** The name that was probably meant. */
  static Optional<String> nearest(String name) {
    return NAMES.stream()
        .map(it -> name.startsWith("gpmc.") ? filledIn(it, name) : upper(it))
        .map(it -> new Near(it, distance(it, name)))
        .min(Comparator.comparingInt(Near::distance))
        .filter(it -> it.distance() <= SLIP)
        .map(Near::name);
  }

  private record Near(String name, int distance) {}

  private static Pattern dotted(String name) {
    return Pattern.compile(
        Arrays.stream(name.replace("[*]", "").split("\\."))
            .map(it -> it.equals("*") ? "(?:\"[^\"]+\"|[^.]+)" : Pattern.quote(it))
            .collect(Collectors.joining("\\.", "", "(?:\\[[0-9]+])?")));
  }

  private static Pattern environment(String name) {
    return Pattern.compile(
        Arrays.stream(name.replace("[*]", "").split("\\."))
            .map(it -> it.equals("*") ? "[A-Z0-9_]+" : upper(it))
            .collect(Collectors.joining("_", "", "(?:_[0-9]+_?)?")));
  }

  private static String upper(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** With the user's own names in place of the stars, where both have as many parts. */
  private static String filledIn(String pattern, String name) {
    String[] parts = pattern.split("\\.");
    String[] given = name.split("\\.");
    for (int n = 0; n < parts.length; n++) {
      parts[n] = parts[n].equals("*") && parts.length == given.length ? given[n] : parts[n];
    }
    return String.join(".", parts);
  }

  /** Levenshtein's. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, n -> n);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
