package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.smbj.SMBClient;
import com.hierynomus.smbj.auth.AuthenticationContext;
import com.hierynomus.smbj.connection.Connection;
import com.hierynomus.smbj.session.Session;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.File;
import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.smb.SmbShare;
import io.gpmcworker.gpmc.directory.smb.nio.SmbFileSystem;
import io.gpmcworker.policy.backup.BackupStore;
import io.gpmcworker.policy.backup.StoreWriter;
import io.gpmcworker.testing.FileTree;
import io.gpmcworker.testing.samba.SambaDomain;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backup stores on a share, on Samba. */
class SambaStoreTest {

  private static final GpoName DEFAULT = new GpoName.ByDisplayName("Default Domain Policy");

  private static SambaDomain samba;

  @BeforeAll
  static void start() throws Exception {
    samba = SambaDomain.shared();
  }

  /** As a worker of its own sees the share. */
  private static SmbFileSystem share(String folder) {
    return share("backups", folder);
  }

  private static SmbFileSystem share(String name, String folder) {
    return new SmbFileSystem(
        new SmbShare(
            SambaDomain.CONTROLLER,
            name,
            SambaDomain.smb(SambaDomain.administrator(), false),
            samba.names(),
            Optional.empty()),
        folder);
  }

  @Test
  void aBackupOnAShareIsWholeAndIsRestored() throws Exception {
    Files.createDirectories(samba.backups().resolve("whole"));
    BackupStoreName name = new BackupStoreName("share");
    try (SmbFileSystem store = share("whole");
        SambaOperations gpmc = new SambaOperations(samba, Map.of(name, store.root()))) {
      ResultValue.Backup backup =
          gpmc.succeed(
              ResultValue.Backup.class,
              new BackupGpo(new GpoName.ByDisplayName("Default Domain Policy"), name, "shared"));
      gpmc.succeed(
          ResultValue.Gpo.class, new RestoreGpo(new BackupSelector.ById(backup.id()), name));
      gpmc.assertConsistent();

      BackupStore onServer = BackupStore.open(samba.backups().resolve("whole"));
      assertThat(SambaOperations.payload(onServer.openBackup(backup.id())))
          .as("the same on the server's own disk")
          .isEqualTo(
              SambaOperations.payload(BackupStore.open(store.root()).openBackup(backup.id())));
      assertThat(onServer.list()).hasSize(1);
    }
  }

  @Test
  void writersOverTheShareAndOnTheServerNeverDamageTheManifest() throws Exception {
    Path onServer = Files.createDirectories(samba.backups().resolve("many"));
    List<Path> writers = new ArrayList<>();
    List<SmbFileSystem> shares = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      shares.add(share("many"));
      writers.add(shares.getLast().root());
      writers.add(onServer);
    }
    List<UUID> written = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<UUID>>> results = new ArrayList<>();
      for (Path writer : writers) {
        results.add(threads.submit(() -> StoreWriter.write(writer, 5)));
      }
      Process other = StoreWriter.inAnotherProcess(onServer, 5);
      for (Future<List<UUID>> result : results) {
        written.addAll(result.get(60, TimeUnit.SECONDS));
      }
      written.addAll(StoreWriter.writtenBy(other));
    }
    assertListed(onServer, written);
    assertListed(writers.getFirst(), written);
    for (SmbFileSystem share : shares) {
      share.close();
    }
  }

  @Test
  void aReadOnlyShareIsASentenceAndCanBeRestoredFrom() throws Exception {
    Files.createDirectories(samba.backups().resolve("archived"));
    BackupStoreName open = new BackupStoreName("open");
    BackupStoreName archive = new BackupStoreName("archive");
    try (SmbFileSystem writable = share("archived");
        SmbFileSystem readOnly = share("archive", "archived");
        SambaOperations gpmc =
            new SambaOperations(samba, Map.of(open, writable.root(), archive, readOnly.root()))) {
      ResultValue.Backup backup =
          gpmc.succeed(ResultValue.Backup.class, new BackupGpo(DEFAULT, open, ""));

      GpmcResult refused = gpmc.run(new BackupGpo(DEFAULT, archive, ""));

      assertThat(refused.overallStatus()).isEqualTo(HResult.E_ACCESSDENIED);
      assertThat(refused.detail()).contains("backup store 'archive'", "denied");
      gpmc.succeed(
          ResultValue.Gpo.class, new RestoreGpo(new BackupSelector.ById(backup.id()), archive));
    }
  }

  @Test
  void aManifestThatAnotherProgramHoldsIsASentence() throws Exception {
    Files.createDirectories(samba.backups().resolve("held"));
    BackupStoreName name = new BackupStoreName("share");
    try (SmbFileSystem store = share("held");
        SambaOperations gpmc = new SambaOperations(samba, Map.of(name, store.root()))) {
      gpmc.succeed(ResultValue.Backup.class, new BackupGpo(DEFAULT, name, "first"));
      GpmcResult refused;
      try (SMBClient other = new SMBClient();
          Connection connection = other.connect(samba.address().getHostAddress());
          Session session =
              connection.authenticate(
                  new AuthenticationContext(
                      SambaDomain.ADMINISTRATOR, SambaDomain.PASSWORD.toCharArray(), "GPMC"));
          DiskShare share = (DiskShare) session.connectShare("backups");
          File manifest =
              share.openFile(
                  "held\\manifest.xml",
                  EnumSet.of(AccessMask.GENERIC_READ),
                  null,
                  EnumSet.noneOf(SMB2ShareAccess.class),
                  SMB2CreateDisposition.FILE_OPEN,
                  null)) {
        assertThat(manifest.getFileId()).isNotNull();
        refused = gpmc.run(new BackupGpo(DEFAULT, name, "second"));
      }

      assertThat(refused.overallStatus().failed()).as("%s", refused).isTrue();
      assertThat(refused.detail())
          .contains("manifest.xml", "backup store 'share'", "another program has it open");
      assertThat(BackupStore.open(store.root()).list())
          .as("what could not be listed has been taken back")
          .hasSize(1);
      gpmc.succeed(ResultValue.Backup.class, new BackupGpo(DEFAULT, name, "third"));
    }
  }

  @Test
  void aWriterThatWaitsForOneElsewhereOnTheShareIsCancelled() throws Exception {
    Files.createDirectories(samba.backups().resolve("waiting"));
    BackupStoreName name = new BackupStoreName("share");
    try (SmbFileSystem store = share("waiting");
        SmbFileSystem elsewhere = share("waiting");
        FileChannel other = open(elsewhere);
        FileLock held = Objects.requireNonNull(other.tryLock());
        DirectoryDriver driver =
            new DirectoryDriver(samba.settings(), Map.of(name, store.root()))) {
      assertThat(held.isValid()).isTrue();
      try (FileChannel second = open(store)) {
        assertThat(second.tryLock()).as("the server keeps it for one").isNull();
      }
      AsyncCall call =
          driver.start(
              new BackupGpo(DEFAULT, name, ""), TestDomain.nextOperation(), progress -> {});
      while (FileTree.of(samba.backups().resolve("waiting")).keySet().stream()
          .noneMatch(file -> file.endsWith("bkupInfo.xml"))) {
        assertThat(call.result()).as("waits").isNotDone();
      }
      call.cancel().cancel();
      assertThat(call.result().get(30, TimeUnit.SECONDS).overallStatus())
          .isEqualTo(HResult.ERROR_CANCELLED);
    }
    assertThat(FileTree.of(samba.backups().resolve("waiting")))
        .containsOnlyKeys("/", ".gpmc-worker.lock");
  }

  private static FileChannel open(SmbFileSystem store) throws IOException {
    return FileChannel.open(
        store.root().resolve(".gpmc-worker.lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private static void assertListed(Path store, List<UUID> written) throws IOException {
    assertThat(StoreWriter.inManifest(store)).containsExactlyInAnyOrderElementsOf(written);
    assertThat(new HashSet<>(written)).hasSameSizeAs(written);
  }
}
