package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.call.ParallelSteps;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.testing.samba.SambaDomain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Measures for docs/figures.md: {@code ./mvnw test -Dtest=SambaFiguresTest -Dgpmc.figures=200}. */
@EnabledIfSystemProperty(named = "gpmc.figures", matches = "[0-9]+")
class SambaFiguresTest {

  private static final int FILES_OF_EACH = 8;
  private static final int FILE_SIZE = 6 << 10;
  private static final long LARGE = 1L << 30;
  private static final int COPIED_AT_A_TIME = 16;

  @TempDir Path store;
  @TempDir Path copies;
  private SambaDomain samba;
  private SambaOperations gpmc;

  @BeforeEach
  void open() throws Exception {
    samba = SambaDomain.shared();
    gpmc = new SambaOperations(samba, Map.of(SambaOperations.STORE, store));
  }

  @AfterEach
  void close() throws Exception {
    gpmc.deleteAll();
    gpmc.close();
  }

  private static void copy(SambaOperations gpmc, String source, String target) throws Exception {
    gpmc.succeed(
        ResultValue.Gpo.class, Requests.copied(new GpoName.ByDisplayName(source), target, true));
  }

  @Test
  void manyGpos() throws Exception {
    int count = Integer.getInteger("gpmc.figures");
    copy(gpmc, "Default Domain Policy", "Figure 0");
    SysvolPath folder = SysvolPath.ofGpo(gpmc.gpo("Figure 0").attributes().id());
    Sysvol sysvol = gpmc.domain().sysvol();
    for (int n = 0; n < FILES_OF_EACH; n++) {
      try (OutputStream out =
          sysvol.write(folder.resolveAll("Machine/Scripts/Startup/script" + n + ".cmd"))) {
        out.write("rem a script\r\n".repeat(FILE_SIZE / 14).getBytes(StandardCharsets.UTF_8));
      }
    }
    for (int n = 1; n < count; n++) {
      copy(gpmc, "Figure 0", "Figure " + n);
    }
    List<GpoContainer> gpos = gpmc.domain().directory().gpos().all();

    Duration ours = Duration.ofDays(1);
    Duration bare = Duration.ofDays(1);
    for (int round = 0; round < 3; round++) {
      ours = shorter(ours, time(this::backUpAll));
      int copied = round;
      bare = shorter(bare, time(() -> copyBare(gpos, copies.resolve("round" + copied))));
    }
    Duration theirs = time(() -> backUpWithSambaTool(gpos));

    System.out.printf(
        "%d GPOs: this worker %d ms, bare parallel copy %d ms (%.1f times), samba-tool %d ms (%.1f times)%n",
        gpos.size(),
        ours.toMillis(),
        bare.toMillis(),
        (double) ours.toMillis() / bare.toMillis(),
        theirs.toMillis(),
        (double) theirs.toMillis() / ours.toMillis());
  }

  private void backUpAll() throws Exception {
    gpmc.succeed(ResultValue.Backups.class, new BackupAllGpos(SambaOperations.STORE, ""));
  }

  /** The same files and nothing else: listed, read and written to this machine. */
  private void copyBare(List<GpoContainer> gpos, Path target) throws Exception {
    Sysvol sysvol = gpmc.domain().sysvol();
    AtomicInteger number = new AtomicInteger();
    Files.createDirectories(target);
    ParallelSteps.run(
        COPIED_AT_A_TIME,
        gpos,
        gpo -> {
          try {
            SysvolPath folder = SysvolPath.ofGpo(gpo.attributes().id());
            for (SysvolEntry entry : SysvolTree.list(sysvol, folder)) {
              if (!entry.folder()) {
                try (InputStream in = sysvol.read(entry.path())) {
                  Files.copy(in, target.resolve("file" + number.incrementAndGet()));
                }
              }
            }
            return true;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void backUpWithSambaTool(List<GpoContainer> gpos) throws Exception {
    for (GpoContainer gpo : gpos) {
      samba
          .sambaTool(
              "gpo",
              "backup",
              Guids.braced(gpo.attributes().id()),
              "--tmpdir=" + Files.createTempDirectory(copies, "samba"))
          .mustSucceed();
    }
  }

  @Test
  void aLargeFile() throws Exception {
    copy(gpmc, "Default Domain Policy", "Large");
    Path folder =
        samba
            .sysvolFolder()
            .resolve("Policies")
            .resolve(Guids.braced(gpmc.gpo("Large").attributes().id()));
    try (RandomAccessFile large =
        new RandomAccessFile(folder.resolve("large.bin").toFile(), "rw")) {
      large.setLength(LARGE);
    }
    List<MemoryPoolMXBean> heap = new ArrayList<>(ManagementFactory.getMemoryPoolMXBeans());
    heap.removeIf(pool -> pool.getType() != MemoryType.HEAP);
    System.gc();
    long before = heap.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    List<UUID> backups = new ArrayList<>();
    Duration backedUp =
        time(() -> {
          ResultValue.Backup backup =
              gpmc.succeed(
                  ResultValue.Backup.class,
                  new BackupGpo(
                      new GpoName.ByDisplayName("Large"), SambaOperations.STORE, "large"));
          assertThat(backup.bytes()).isGreaterThanOrEqualTo(LARGE);
          backups.add(backup.id());
        });
    Files.delete(folder.resolve("large.bin"));
    Duration restored =
        time(() -> gpmc.succeed(ResultValue.Gpo.class, Requests.restored(backups.getFirst())));
    assertThat(folder.resolve("large.bin")).hasSize(LARGE);
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.out.printf(
        "1 GiB file: backup %d ms, restore %d ms, heap %d MiB before and at most %d MiB with it%n",
        backedUp.toMillis(), restored.toMillis(), before >> 20, peak >> 20);
  }

  /** Work that is timed. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private static Duration time(Work work) throws Exception {
    Instant start = Instant.now();
    work.run();
    return Duration.between(start, Instant.now());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
