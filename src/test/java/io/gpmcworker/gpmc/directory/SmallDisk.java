package io.gpmcworker.gpmc.directory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of one megabyte. Takes the right to mount; the test that asks is skipped without.
 */
record SmallDisk(Path folder) implements AutoCloseable {

  static SmallDisk mount(Path folder) throws IOException {
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString()),
        "no right to mount a small file system here; run as root to see what a full disk does");
    return new SmallDisk(folder);
  }

  /** From here on nothing can be written on it. */
  void makeReadOnly() throws IOException {
    assumeTrue(
        run("mount", "-o", "remount,ro", folder.toString()),
        "no right to mount a file system read-only here; run as root");
  }

  private static boolean run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", folder.toString());
  }
}
