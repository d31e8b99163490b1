package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.ResultValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However large a file of a GPO is, it goes through a small heap. */
class LargeFileTest {

  private static final String SAMPLE = "Startup Scripts";
  private static final long SIZE = 256L << 20;

  @Test
  @Timeout(120)
  void isBackedUpAndRestoredByAProcessWithASmallHeap(@TempDir Path folder) throws Exception {
    SmallHeap.run(LargeFileTest.class, folder);
  }

  /** What the process with the small heap does. */
  public static void main(String[] arguments) throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThan(SIZE / 2);
    try (TestDomain domain = TestDomain.open(Path.of(arguments[0]))) {
      domain.embedded.seedSamples(SAMPLE::equals);
      Path large = domain.gpoFolder(domain.idOf(SAMPLE)).resolve("Machine/Scripts/Startup/large");
      write(large);
      long before = checksum(large);
      ResultValue.Backup backup = domain.backup(SAMPLE);
      assertThat(backup.bytes()).isGreaterThan(SIZE);
      Files.delete(large);

      domain.succeed(ResultValue.Gpo.class, Requests.restored(backup.id()));

      assertThat(Files.size(large)).isEqualTo(SIZE);
      assertThat(checksum(large)).isEqualTo(before);
    }
  }

  /** A file that is mostly holes, with something at both ends and in the middle. */
  private static void write(Path file) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(SIZE);
      for (long at = 0; at < SIZE; at += SIZE / 16 + 4099) {
        out.seek(at);
        out.writeLong(at ^ SIZE);
      }
    }
  }

  private static long checksum(Path file) throws IOException {
    CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32C());
    try (InputStream checked = in) {
      checked.transferTo(OutputStream.nullOutputStream());
    }
    return in.getChecksum().getValue();
  }
}
