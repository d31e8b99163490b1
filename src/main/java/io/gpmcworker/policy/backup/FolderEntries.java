package io.gpmcworker.policy.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Finds what a backup's folder holds as Windows does, whatever the case of its name: shares,
 * archives and version control hand names on in another one.
 */
final class FolderEntries {

  private FolderEntries() {}

  /**
   * The entry of a name; where there is none, the place where it would be.
   *
   * @throws IOException if the folder cannot be listed
   */
  static Path of(Path folder, String name) throws IOException {
    Path exact = folder.resolve(name);
    if (Files.exists(exact, LinkOption.NOFOLLOW_LINKS) || !Files.isDirectory(folder)) {
      return exact;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> String.valueOf(entry.getFileName()).equalsIgnoreCase(name))
          .sorted()
          .findFirst()
          .orElse(exact);
    }
  }
}
