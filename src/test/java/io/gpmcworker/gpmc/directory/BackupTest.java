package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.backup.BackupStore;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.testing.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

  private static final String LARGE = "Large Software Scripts";
  @TempDir static Path folder;
  private static TestDomain domain;

  @BeforeAll
  static void open() throws IOException {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples();
  }

  @AfterAll
  static void close() throws IOException {
    domain.close();
  }

  @AfterEach
  void emptyStore() throws IOException {
    BackupStore store = BackupStore.open(domain.store);
    store.delete(store.list().stream().map(BackupInst::id).toList());
  }

  private static BackupGpo backupOf(String name) {
    return new BackupGpo(new GpoName.ByDisplayName(name), TestDomain.STORE, "before CHG0031");
  }

  @Test
  void backupOfAllHoldsEverySampleAsItIs() throws Exception {
    List<GpoContainer> gpos = domain.directory.gpos().all();

    ResultValue.Backups backups =
        domain.succeed(
            ResultValue.Backups.class, new BackupAllGpos(TestDomain.STORE, "all of them"));

    assertThat(backups.backups()).hasSize(gpos.size()).hasSizeGreaterThan(24);
    BackupStore store = BackupStore.open(domain.store);
    assertThat(store.list()).hasSize(gpos.size());
    assertThat(store.stagedOperations()).isEmpty();
    for (GpoContainer gpo : gpos) {
      BackupInst inst = store.latestOf(gpo.attributes().id()).orElseThrow();
      assertSame(gpo, store.openBackup(inst.id()));
    }
  }

  private static void assertSame(GpoContainer gpo, BackupFolder backup) throws IOException {
    var core = backup.document().coreSettings();
    assertThat(core.displayName()).isEqualTo(gpo.attributes().displayName());
    assertThat(core.flags()).isEqualTo(gpo.attributes().flags());
    assertThat(core.machineExtensionGuids()).isEqualTo(gpo.attributes().machineExtensionNames());
    assertThat(core.userExtensionGuids()).isEqualTo(gpo.attributes().userExtensionNames());
    assertThat(core.wmiFilter()).isEqualTo(gpo.attributes().wmiFilter());
    assertThat(core.securityDescriptor())
        .contains(gpo.attributes().securityDescriptor().daclOnly());
    for (GpoSide side : GpoSide.values()) {
      assertThat(core.version(side).directory()).isEqualTo(gpo.attributes().version().of(side));
      assertThat(core.version(side).sysvol()).isEqualTo(gpo.attributes().version().of(side));
    }
    assertThat(backup.inst().gpoDomain()).isEqualTo("corp.example");
    assertThat(backup.inst().gpoDomainController()).isEqualTo("dc1.corp.example");
    assertThat(backup.unlisted()).isEmpty();
    assertThat(new String(backup.report(), StandardCharsets.UTF_16))
        .contains("<Name>" + gpo.attributes().displayName() + "</Name>");
    assertThat(payload(backup)).isEqualTo(sysvol(gpo.attributes().id()));
  }

  /** Files by path in lower case, with what they hold. */
  private static Map<String, String> payload(BackupFolder backup) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (PayloadEntry entry : backup.payload()) {
      if (entry.isFile()) {
        try (InputStream in = entry.open()) {
          files.put(entry.path().key(), digest(in.readAllBytes()));
        }
      }
    }
    return files;
  }

  private static Map<String, String> sysvol(UUID gpo) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Path top = domain.gpoFolder(gpo);
    try (var all = Files.walk(top)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        GpoPath path = GpoPath.parse(top.relativize(file).toString());
        if (!path.key().equals("gpt.ini")) {
          files.put(path.key(), digest(Files.readAllBytes(file)));
        }
      }
    }
    return files;
  }

  private static String digest(byte[] bytes) {
    return bytes.length + ":" + Arrays.hashCode(bytes);
  }

  @Test
  void progressCountsEveryFileAndNeverGoesBack() throws Exception {
    List<ProgressStatus> heard = Collections.synchronizedList(new ArrayList<>());

    GpmcResult result =
        TestDomain.run(domain.driver, backupOf(LARGE), TestDomain.nextOperation(), heard::add);

    assertThat(result.overallStatus()).isEqualTo(HResult.S_OK);
    assertThat(heard).hasSizeGreaterThan(3000);
    assertThat(heard).extracting(ProgressStatus::numerator).isSorted();
    assertThat(heard.getLast().numerator()).isEqualTo(heard.getLast().denominator());
  }

  @Test
  void aCancelAtAnyPointLeavesNoTrace() throws Exception {
    Map<String, String> before = FileTree.of(domain.store);
    for (int steps : new int[] {0, 1, 2, 5, 6, 7, 8}) {
      GpmcResult result =
          domain.cancelledAfter(steps, backupOf("Startup Scripts"), TestDomain.nextOperation());
      assertThat(result.overallStatus())
          .as("after %d steps", steps)
          .isEqualTo(HResult.ERROR_CANCELLED);
      assertThat(result.undone()).isTrue();
      assertThat(FileTree.of(domain.store)).isEqualTo(before);
    }
  }

  @Test
  void aCancelInTheMiddleOfThousandsOfFilesLeavesNoTrace() throws Exception {
    Map<String, String> before = FileTree.of(domain.store);
    GpmcResult result = domain.cancelledAfter(1500, backupOf(LARGE), TestDomain.nextOperation());
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
    assertThat(FileTree.of(domain.store)).isEqualTo(before);
  }

  @Test
  void aCancelledBackupOfAllLeavesNoTrace() throws Exception {
    Map<String, String> before = FileTree.of(domain.store);
    GpmcResult result =
        domain.cancelledAfter(
            2000, new BackupAllGpos(TestDomain.STORE, ""), TestDomain.nextOperation());
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
    assertThat(FileTree.of(domain.store)).isEqualTo(before);
  }

  /** Another program, on this machine or another, writes to the store and does not end. */
  @Test
  @Timeout(60)
  void aBackupThatWaitsForOtherWritersIsCancelledAndLeavesNoTrace() throws Exception {
    Map<String, String> before = FileTree.of(domain.store);
    try (FileChannel other =
        FileChannel.open(
            domain.store.resolve(".gpmc-worker.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      assertThat(other.lock().isValid()).isTrue();
      AsyncCall call =
          domain.driver.start(backupOf("Drive Maps"), TestDomain.nextOperation(), progress -> {});
      while (FileTree.of(domain.store).keySet().stream()
          .noneMatch(file -> file.endsWith("bkupInfo.xml"))) {
        assertThat(call.result()).as("waits").isNotDone();
      }
      call.cancel().cancel();
      assertThat(call.result().get(30, TimeUnit.SECONDS).overallStatus())
          .isEqualTo(HResult.ERROR_CANCELLED);
    }
    Map<String, String> after = FileTree.of(domain.store);
    after.keySet().removeAll(Set.of(".gpmc-worker.lock"));
    before.keySet().removeAll(Set.of(".gpmc-worker.lock"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void recoveryFindsACompletedBackupByTheOperationAlone() throws Exception {
    OperationContext context = TestDomain.nextOperation();
    GpmcResult result =
        TestDomain.run(domain.driver, backupOf("Drive Maps"), context, progress -> {});

    assertThat(domain.driver.recover(backupOf("Drive Maps"), context))
        .isEqualTo(new Recovery.Completed(result.value().orElseThrow()));
    assertThat(domain.driver.recover(backupOf("Drive Maps"), TestDomain.nextOperation()))
        .isEqualTo(new Recovery.NothingLeft());
  }

  @Test
  void recoveryRemovesWhatADeadWorkerLeft() throws Exception {
    OperationContext context = TestDomain.nextOperation();
    Map<String, String> before = FileTree.of(domain.store);
    BackupStore.open(domain.store).stage(context.operationId()).begin(UUID.randomUUID());

    assertThat(domain.driver.recover(backupOf("Drive Maps"), context))
        .isEqualTo(new Recovery.NothingLeft());
    assertThat(FileTree.of(domain.store)).isEqualTo(before);
  }

  @Test
  void anUnknownGpoIsAnErrorThatNamesIt() throws Exception {
    GpmcResult result = domain.run(backupOf("No Such Policy"));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DS_NO_SUCH_OBJECT);
    assertThat(result.detail()).contains("No Such Policy", "corp.example");
  }

  @Test
  void theTargetIsTheGpoWhicheverWayItIsNamed() throws Exception {
    UUID id = domain.idOf("Drive Maps");
    assertThat(domain.driver.target(backupOf("drive maps"))).isEqualTo(Target.gpo(id));
    assertThat(domain.driver.target(new BackupGpo(new GpoName.ById(id), TestDomain.STORE, "")))
        .isEqualTo(Target.gpo(id));
    assertThat(domain.driver.target(new BackupAllGpos(TestDomain.STORE, "")))
        .isEqualTo(Target.WHOLE_DOMAIN);
  }
}
