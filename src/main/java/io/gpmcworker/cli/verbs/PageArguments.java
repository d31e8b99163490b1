package io.gpmcworker.cli.verbs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a long list. */
final class PageArguments {

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Goes on where an earlier list has ended.")
  private @Nullable String cursor;

  int limit() {
    return limit;
  }

  Optional<String> cursor() {
    return Optional.ofNullable(cursor);
  }
}
