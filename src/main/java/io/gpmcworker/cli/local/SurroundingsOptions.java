package io.gpmcworker.cli.local;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person may choose. A port of 0 stands for any free one.
 *
 * @param fromBackups a folder with GPMC backups anywhere below it, whose GPOs the embedded domain
 *     gets instead of the samples when it is new
 */
public record SurroundingsOptions(
    Optional<Path> fromBackups, int kafkaPort, int postgresPort, int httpPort, int ldapPort) {

  /** The sample GPOs and free ports. */
  public static SurroundingsOptions defaults() {
    return new SurroundingsOptions(Optional.empty(), 0, 0, 0, 0);
  }
}
