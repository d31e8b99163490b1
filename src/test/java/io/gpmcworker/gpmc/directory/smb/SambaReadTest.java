package io.gpmcworker.gpmc.directory.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.samba.SambaDomain;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a server is asked for a file, which is what the time of a backup depends on. */
class SambaReadTest {

  private final AtomicInteger requests = new AtomicInteger();
  private SambaDomain samba;
  private SmbShare share;

  @BeforeEach
  void connect() throws Exception {
    samba = SambaDomain.shared();
    share =
        new SmbShare(
            SambaDomain.CONTROLLER,
            "backups",
            SambaDomain.smb(SambaDomain.administrator(), false),
            samba.names(),
            Optional.empty(),
            (controller, protocol, nanos, failed) -> requests.incrementAndGet());
    share.connect();
  }

  @AfterEach
  void close() throws Exception {
    if (share != null) {
      Files.deleteIfExists(samba.backups().resolve("file.bin"));
      share.close();
    }
  }

  /** To open it, to close it, and one for each piece; the first piece is 64 KiB, others 1 MiB. */
  @ParameterizedTest
  @CsvSource({"0, 3", "6000, 3", "65535, 3", "65536, 4", "70000, 4", "1200000, 5"})
  void aSmallFileTakesThreeRequests(int size, int expected) throws Exception {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    Files.write(samba.backups().resolve("file.bin"), content);
    requests.set(0);

    try (InputStream in = share.read("file.bin")) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }

    assertThat(requests).hasValue(expected);
  }

  /** The library's own four: to open it, its entries, that there are no more, and to close it. */
  @Test
  void aFolderIsListedInOneCall() throws Exception {
    for (int number = 0; number < 300; number++) {
      Files.write(samba.backups().resolve("listed" + number), new byte[0]);
    }
    requests.set(0);
    assertThat(share.list("")).hasSizeGreaterThanOrEqualTo(300);
    assertThat(requests).hasValue(1);
    for (int number = 0; number < 300; number++) {
      Files.delete(samba.backups().resolve("listed" + number));
    }
  }
}
