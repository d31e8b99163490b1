package io.gpmcworker.cli;

import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.cli.local.SurroundingsException;
import io.gpmcworker.cli.local.SurroundingsOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every verb that starts the surroundings. */
final class SurroundingsArguments {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder for all data; the backup store is DIR/backups. Kept for the next run. Without"
              + " it: target/gpmc/<verb>, which './gpmc clean' deletes.")
  @Nullable Path data;

  @Option(
      names = "--from-backups",
      paramLabel = "DIR",
      description =
          "Fill the embedded domain from every GPMC backup found anywhere below DIR, instead of"
              + " with the sample GPOs.")
  @Nullable Path fromBackups;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = "Default: a free one.",
      defaultValue = "0")
  int kafkaPort;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      description = "Default: a free one.",
      defaultValue = "0")
  int postgresPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description =
          "Of the worker's HTTP interface; 0 for a free one. Default: 8480, or a free one if that is"
              + " taken.")
  @Nullable Integer httpPort;

  @Option(
      names = "--ldap-port",
      paramLabel = "PORT",
      description = "Of the embedded domain. Default: a free one.",
      defaultValue = "0")
  int ldapPort;

  /** The folder that was named, or the verb's own. */
  Path dataFolder(Installation installation, String verb) {
    return named().orElseGet(() -> installation.work().resolve(verb));
  }

  /** The folder that was named. */
  Optional<Path> named() {
    return Optional.ofNullable(data);
  }

  SurroundingsOptions options() {
    Optional<Path> backups = Optional.ofNullable(fromBackups);
    if (backups.isPresent() && !Files.isDirectory(backups.get())) {
      throw new SurroundingsException(
          "--from-backups: there is no folder " + backups.get().toAbsolutePath() + ".");
    }
    int http = Optional.ofNullable(httpPort).orElseGet(LocalWorker::usualPort);
    return new SurroundingsOptions(backups, kafkaPort, postgresPort, http, ldapPort);
  }
}
