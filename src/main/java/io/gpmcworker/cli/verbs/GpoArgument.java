package io.gpmcworker.cli.verbs;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A GPO by its name or its GUID. */
final class GpoArgument {

  @Option(names = "--name", paramLabel = "NAME", description = "The GPO, by its display name.")
  private @Nullable String name;

  @Option(
      names = "--guid",
      paramLabel = "GUID",
      description = "The GPO, by its GUID.",
      converter = GuidConverter.class)
  private @Nullable String guid;

  /** As the HTTP interface takes it; empty if none is named. */
  Optional<String> wireName() {
    return Optional.ofNullable(name).or(() -> Optional.ofNullable(guid));
  }
}
