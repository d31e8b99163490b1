package io.gpmcworker.gpmc.directory.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What became of the backups below a folder.
 *
 * @param loaded those that are GPOs now
 * @param skipped those that are not
 */
public record LoadedBackups(List<Loaded> loaded, List<Skipped> skipped) {

  /**
   * A backup that is a GPO now.
   *
   * @param folder the backup
   * @param gpo the GPO's GUID; another than the backup's if that was taken
   * @param displayName the GPO's name
   */
  public record Loaded(Path folder, UUID gpo, String displayName) {}

  /**
   * A backup that was not loaded.
   *
   * @param folder where it is
   * @param reason why, in one sentence
   */
  public record Skipped(Path folder, String reason) {}

  public LoadedBackups {
    loaded = List.copyOf(loaded);
    skipped = List.copyOf(skipped);
  }
}
