package io.gpmcworker.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.files.FileTrees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackupStoreTest {

  private final Path folder;
  private final BackupStore store;

  BackupStoreTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.store = BackupStore.open(folder);
  }

  @Test
  void aBackupIsSeenWhenItIsPublishedAndNotBefore() throws IOException {
    UUID id = UUID.randomUUID();
    try (BackupStaging staging = store.stage("op-1")) {
      SampleBackup.write(staging.begin(id), SampleBackup.GPO, "Sample", SampleBackup.TIME);
      assertThat(store.list()).isEmpty();
      assertThat(store.stagedOperations()).containsExactly("op-1");

      assertThat(staging.publish()).containsExactly(id);
    }

    assertThat(store.list()).extracting(BackupInst::id).containsExactly(id);
    assertThat(manifest().backups()).isEqualTo(store.list());
    assertThat(store.openBackup(id).payload()).isNotEmpty();
    assertThat(store.stagedOperations()).isEmpty();
  }

  @Test
  void aBackupThatIsGivenUpLeavesNoTrace() throws IOException {
    try (BackupStaging staging = store.stage("op-1")) {
      SampleBackup.write(
          staging.begin(UUID.randomUUID()), SampleBackup.GPO, "Sample", SampleBackup.TIME);
    }

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void anUnfinishedBackupIsNotPublished() throws IOException {
    try (BackupStaging staging = store.stage("op-1")) {
      staging.begin(UUID.randomUUID());

      assertThatThrownBy(staging::publish).isInstanceOf(IllegalStateException.class);
    }
    assertThat(store.list()).isEmpty();
  }

  @Test
  void whatADeadProcessLeftIsFoundAndRemovedByOperation() throws IOException {
    BackupStaging abandoned = store.stage("op.dead");
    abandoned.begin(UUID.randomUUID());

    assertThat(store.stagedOperations()).containsExactly("op.dead");
    store.discardStaging("op.dead");

    assertThat(store.stagedOperations()).isEmpty();
    store.discardStaging("op.dead");
  }

  @Test
  void anOperationIdCannotLeadOutOfTheStore() {
    assertThatThrownBy(() -> store.stage("../x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.discardStaging("a/b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFoldersSpeakWhereTheManifestIsDamagedOrMissing() throws IOException {
    SampleBackup.publish(folder);
    SampleBackup.publish(folder);
    List<BackupInst> backups = store.list();

    Files.writeString(folder.resolve("manifest.xml"), "<Backups");
    assertThat(store.list()).containsExactlyInAnyOrderElementsOf(backups);
    Files.delete(folder.resolve("manifest.xml"));
    assertThat(store.list()).containsExactlyInAnyOrderElementsOf(backups);

    store.rebuildManifest();
    assertThat(manifest().backups()).containsExactlyInAnyOrderElementsOf(backups);
  }

  @Test
  void aBackupWhoseFolderIsGoneIsNoLongerListed() throws IOException {
    Path gone = SampleBackup.publish(folder);
    Path kept = SampleBackup.publish(folder);
    FileTrees.delete(gone);

    assertThat(store.list())
        .extracting(inst -> Guids.braced(inst.id()))
        .containsExactly(name(kept));
    assertThatThrownBy(() -> store.openBackup(Guids.parseBraced(name(gone)).orElseThrow()))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void deletedBackupsLeaveTheManifest() throws IOException {
    Path gone = SampleBackup.publish(folder);
    Path kept = SampleBackup.publish(folder);

    store.delete(List.of(Guids.parseBraced(name(gone)).orElseThrow(), UUID.randomUUID()));

    assertThat(gone).doesNotExist();
    assertThat(manifest().backups())
        .extracting(inst -> Guids.braced(inst.id()))
        .containsExactly(name(kept));
  }

  @Test
  void aFolderThatLooksLikeABackupAndIsNoneIsPassedOver() throws IOException {
    Files.createDirectory(folder.resolve(Guids.braced(UUID.randomUUID())));
    Path real = SampleBackup.publish(folder);

    assertThat(store.list())
        .extracting(inst -> Guids.braced(inst.id()))
        .containsExactly(name(real));
  }

  @Test
  void theLatestBackupOfAGpoIsFoundByGuidAndByName() throws IOException {
    UUID other = UUID.randomUUID();
    UUID early = publish(SampleBackup.GPO, "Sample", 0);
    UUID late = publish(SampleBackup.GPO, "Sample", 60);
    UUID namesake = publish(other, "SAMPLE", 30);

    assertThat(store.latestOf(SampleBackup.GPO)).map(BackupInst::id).contains(late);
    assertThat(store.latestOfName("sample"))
        .extracting(BackupInst::id)
        .containsExactly(late, namesake);
    assertThat(store.latestOfAll()).extracting(BackupInst::id).containsExactly(late, namesake);
    assertThat(store.list()).extracting(BackupInst::id).containsExactly(late, namesake, early);
    assertThat(store.latestOf(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aStoreIsAFolderThatExists() {
    assertThatThrownBy(() -> BackupStore.open(folder.resolve("none")))
        .isInstanceOf(NotDirectoryException.class);
  }

  /** Another program's lock, as this process sees one that it has not made itself. */
  private FileChannel held() throws IOException {
    FileChannel held =
        FileChannel.open(
            folder.resolve(StoreLock.FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    assertThat(held.lock().isValid()).isTrue();
    return held;
  }

  @Test
  void aWriterWhoseTurnDoesNotComeIsToldAfterAWhile() throws IOException {
    Path kept = SampleBackup.publish(folder);
    BackupStore hasty = BackupStore.open(folder, Waiting.PATIENTLY, Duration.ofMillis(20));
    try (FileChannel held = held()) {
      assertThat(held.isOpen()).isTrue();
      assertThatThrownBy(hasty::rebuildManifest)
          .isInstanceOf(StoreBusyException.class)
          .hasMessageContaining(StoreLock.FILE);
      assertThatThrownBy(() -> publish(hasty, "op-busy")).isInstanceOf(StoreBusyException.class);
    }
    assertThat(hasty.list())
        .extracting(inst -> Guids.braced(inst.id()))
        .containsExactly(name(kept));
    assertThat(hasty.stagedOperations()).isEmpty();

    publish(hasty, "op-busy");
    assertThat(hasty.list()).as("its turn has come").hasSize(2);
  }

  @Test
  @Timeout(60)
  void whoWaitsCanGiveUpWhicheverLockHeWaitsFor() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    AtomicBoolean wanted = new AtomicBoolean(true);
    Waiting first =
        () -> {
          waits.countDown();
          if (!wanted.get()) {
            throw new IOException("the first gave up");
          }
        };
    try (FileChannel held = held();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(held.isOpen()).isTrue();
      BackupStore waiting = BackupStore.open(folder, first);
      Future<?> atTheFile =
          threads.submit(() -> {
            waiting.rebuildManifest();
            return null;
          });
      waits.await();
      Waiting second =
          () -> {
            throw new IOException("the second gave up");
          };
      assertThatThrownBy(() -> BackupStore.open(folder, second).rebuildManifest())
          .hasMessage("the second gave up");
      wanted.set(false);
      assertThatThrownBy(atTheFile::get).hasMessageContaining("the first gave up");
    }
    store.rebuildManifest();
  }

  @Test
  @Timeout(60)
  void manyThreadsPublishAtOnce() throws Exception {
    List<UUID> published = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<UUID>> running = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String operation = "op-" + i;
        running.add(threads.submit(() -> publish(operation)));
      }
      for (Future<UUID> one : running) {
        published.add(one.get());
      }
    }

    assertThat(manifest().backups())
        .extracting(BackupInst::id)
        .containsExactlyInAnyOrderElementsOf(published);
  }

  @Test
  @Timeout(120)
  void severalProcessesPublishAtOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  PublishingProcess.class.getName(),
                  folder.toString(),
                  "p" + i,
                  "15")
              .inheritIO()
              .start());
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }

    assertThat(manifest().backups()).hasSize(45);
    assertThat(store.stagedOperations()).isEmpty();
  }

  /** A process of its own that publishes backups: folder, name of the process, how many. */
  static final class PublishingProcess {
    private PublishingProcess() {}

    public static void main(String[] arguments) throws IOException {
      for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
        publish(BackupStore.open(Path.of(arguments[0])), arguments[1] + "-" + i);
      }
    }
  }

  private UUID publish(String operation) throws IOException {
    return publish(store, operation);
  }

  private static UUID publish(BackupStore into, String operation) throws IOException {
    UUID id = UUID.randomUUID();
    try (BackupStaging staging = into.stage(operation)) {
      SampleBackup.write(staging.begin(id), SampleBackup.GPO, "Sample", SampleBackup.TIME);
      staging.publish();
    }
    return id;
  }

  private UUID publish(UUID gpo, String name, long secondsLater) throws IOException {
    UUID id = UUID.randomUUID();
    try (BackupStaging staging = store.stage("op")) {
      SampleBackup.write(staging.begin(id), gpo, name, SampleBackup.TIME.plusSeconds(secondsLater));
      staging.publish();
    }
    return id;
  }

  private Manifest manifest() throws IOException {
    return Manifest.read(Files.readAllBytes(folder.resolve("manifest.xml")));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
