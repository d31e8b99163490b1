package io.gpmcworker.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Publishes backups in a store, in this process or in one of its own. */
public final class StoreWriter {

  private StoreWriter() {}

  /** Publishes backups, one after the other, and gives their ids. */
  public static List<UUID> write(Path store, int count) throws IOException {
    List<UUID> written = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      UUID id = UUID.randomUUID();
      try (BackupStaging staging = BackupStore.open(store).stage("writer-" + id)) {
        SampleBackup.write(
            staging.begin(id), UUID.randomUUID(), "Written " + id, SampleBackup.TIME);
        staging.publish();
      }
      written.add(id);
    }
    return written;
  }

  /** Starts a process that does the same. */
  public static Process inAnotherProcess(Path store, int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StoreWriter.class.getName(),
            store.toString(),
            Integer.toString(count))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** What such a process wrote, when it has ended. */
  public static List<UUID> writtenBy(Process process) throws IOException, InterruptedException {
    String ids = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return ids.lines().map(UUID::fromString).toList();
  }

  /** The backups that a store's manifest.xml names. */
  public static List<UUID> inManifest(Path store) throws IOException {
    try (InputStream in = Files.newInputStream(store.resolve(BackupXml.MANIFEST_FILE))) {
      return Manifest.read(in.readAllBytes()).backups().stream().map(BackupInst::id).toList();
    }
  }

  /** The process. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]), Integer.parseInt(arguments[1]))
        .forEach(id -> System.out.println(id));
  }
}
