package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.BackupStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.CopyStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.LoadStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.SaveStarterGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.cabinet.Cabinet;
import io.gpmcworker.policy.cabinet.CabinetFile;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.starter.StarterTemplate;
import io.gpmcworker.testing.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starter GPOs, with a template of our own making: Microsoft's schema of it is not published. */
class StarterGpoTest {

  private static final UUID ID = UUID.fromString("0cc42745-34a0-4c7e-acfa-37ce56b13706");
  private static final String NAME = "Baseline & More";
  private static final GpoName STARTER = new GpoName.ByDisplayName("baseline & more");

  @TempDir Path folder;
  private TestDomain domain;

  @BeforeEach
  void create() throws IOException {
    domain = TestDomain.open(folder.resolve("corp"));
    Path starter = folderOf(domain, ID);
    Files.createDirectories(starter.resolve("Machine"));
    Files.createDirectories(starter.resolve("User"));
    Files.createDirectories(starter.resolve("en-US"));
    Files.write(
        starter.resolve("Machine/Registry.pol"), new RegistryPolicy(List.of()).toByteArray());
    Files.writeString(starter.resolve("Machine/Comment.cmtx"), "<policyComments/>");
    Files.writeString(starter.resolve("en-US/StarterGPO.tmpll"), "<strings/>");
    Files.writeString(
        starter.resolve("StarterGPO.tmplx"),
        """
        <?xml version="1.0" encoding="utf-8"?>
        <template xmlns="urn:test"><ID>{0CC42745-34A0-4C7E-ACFA-37CE56B13706}</ID>
          <DisplayName>Baseline &amp; More</DisplayName><Author>jane</Author></template>
        """);
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private static Path folderOf(TestDomain domain, UUID id) {
    return domain.sysvolFolder().resolve("StarterGPOs").resolve(Guids.braced(id));
  }

  private static SaveStarterGpo save(String file, boolean overwrite, Optional<String> author) {
    return new SaveStarterGpo(
        STARTER,
        TestDomain.STORE,
        new StoredFileName(file),
        overwrite,
        false,
        Optional.empty(),
        author,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static LoadStarterGpo load(String file, boolean overwrite) {
    return new LoadStarterGpo(TestDomain.STORE, new StoredFileName(file), overwrite);
  }

  private static GpmcResult failing(TestDomain domain, GpmcRequest request, HResult status)
      throws Exception {
    GpmcResult result = domain.run(request);
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(status);
    return result;
  }

  @Test
  void aSavedStarterGpoIsACabinetWithFlatNamesThatAnotherDomainLoads() throws Exception {
    ResultValue.StarterGpo saved =
        domain.succeed(ResultValue.StarterGpo.class, save("base.cab", false, Optional.empty()));
    assertThat(saved).isEqualTo(new ResultValue.StarterGpo(ID, NAME, "corp.example"));
    byte[] cabinet = Files.readAllBytes(domain.store.resolve("base.cab"));
    assertThat(Cabinet.read(cabinet, "base.cab").files())
        .extracting(CabinetFile::name)
        .containsExactlyInAnyOrder(
            "StarterGPO.tmplx",
            "Machine_Registry.pol",
            "Machine_Comment.cmtx",
            "en-US_StarterGPO.tmpll");

    try (TestDomain lab = TestDomain.open(folder.resolve("lab"), "lab.example")) {
      Files.write(lab.store.resolve("base.cab"), cabinet);
      ResultValue.StarterGpo loaded =
          lab.succeed(ResultValue.StarterGpo.class, load("base.cab", false));
      assertThat(loaded).isEqualTo(new ResultValue.StarterGpo(ID, NAME, "lab.example"));
      assertThat(FileTree.of(folderOf(lab, ID))).isEqualTo(FileTree.of(folderOf(domain, ID)));
      failing(lab, load("base.cab", false), HResult.ERROR_ALREADY_EXISTS);
      lab.succeed(ResultValue.StarterGpo.class, load("base.cab", true));
    }
  }

  @Test
  void aFileThatIsThereIsOnlyOverwrittenOnDemand() throws Exception {
    domain.succeed(ResultValue.StarterGpo.class, save("base.cab", false, Optional.empty()));
    GpmcResult refused =
        failing(domain, save("base.cab", false, Optional.empty()), HResult.ERROR_ALREADY_EXISTS);
    assertThat(refused.detail())
        .isEqualTo(
            "The file 'base.cab' is in backup store 'default' already; choose another name, or"
                + " overwrite it.");
    domain.succeed(ResultValue.StarterGpo.class, save("base.cab", true, Optional.empty()));
  }

  @Test
  void whatTheTemplateHoldsWhereNobodyKnowsIsRefusedByName() throws Exception {
    GpmcResult refused =
        failing(domain, save("base.cab", false, Optional.of("me")), HResult.ERROR_NOT_SUPPORTED);
    assertThat(refused.detail()).contains("author");
  }

  @Test
  void aCopyHasAnotherGuidAndNameAndEverythingElse() throws Exception {
    ResultValue.StarterGpo copy =
        domain.succeed(ResultValue.StarterGpo.class, new CopyStarterGpo(STARTER, "<Copy>"));
    Map<String, String> files = FileTree.of(folderOf(domain, copy.id()));
    Map<String, String> source = FileTree.of(folderOf(domain, ID));
    assertThat(files.keySet()).isEqualTo(source.keySet());
    byte[] template = Files.readAllBytes(folderOf(domain, copy.id()).resolve("StarterGPO.tmplx"));
    assertThat(StarterTemplate.read(template).displayName()).contains("<Copy>");
    assertThat(StarterTemplate.read(template).id()).contains(copy.id());
    assertThat(new String(template, StandardCharsets.UTF_8)).contains("<Author>jane</Author>");
    failing(domain, new CopyStarterGpo(STARTER, "<copy>"), HResult.ERROR_ALREADY_EXISTS);
  }

  @Test
  void aBackupIsRestoredWithItsGuidAndIsNoBackupOfAGpo() throws Exception {
    Map<String, String> before = FileTree.of(folderOf(domain, ID));
    ResultValue.StarterGpoBackup backup =
        domain.succeed(
            ResultValue.StarterGpoBackup.class,
            new BackupStarterGpo(STARTER, TestDomain.STORE, "before"));
    domain.embedded.seedSamples(name -> name.equals("Drive Maps"));
    assertThat(
            domain
                .succeed(ResultValue.Backups.class, new BackupAllGpos(TestDomain.STORE, ""))
                .backups())
        .hasSize(1);
    Files.writeString(folderOf(domain, ID).resolve("Machine/Registry.pol"), "changed");

    for (BackupSelector which :
        List.of(
            new BackupSelector.ById(backup.id()),
            new BackupSelector.LatestOf(STARTER),
            new BackupSelector.LatestOf(new GpoName.ById(ID)))) {
      ResultValue.StarterGpo restored =
          domain.succeed(
              ResultValue.StarterGpo.class, new RestoreStarterGpo(which, TestDomain.STORE));
      assertThat(restored).isEqualTo(new ResultValue.StarterGpo(ID, NAME, "corp.example"));
      assertThat(FileTree.of(folderOf(domain, ID))).isEqualTo(before);
    }
    failing(
        domain,
        new RestoreStarterGpo(new BackupSelector.ById(UUID.randomUUID()), TestDomain.STORE),
        HResult.ERROR_FILE_NOT_FOUND);
  }

  @Test
  void aCancelledLoadLeavesTheStarterGpoAsItWas() throws Exception {
    domain.succeed(ResultValue.StarterGpo.class, save("base.cab", false, Optional.empty()));
    Files.writeString(folderOf(domain, ID).resolve("Machine/Registry.pol"), "changed");
    Map<String, String> before = FileTree.of(domain.sysvolFolder());
    for (int steps = 0; steps <= 4; steps++) {
      GpmcResult result =
          domain.cancelledAfter(steps, load("base.cab", true), TestDomain.nextOperation());
      assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
      Map<String, String> after = FileTree.of(domain.sysvolFolder());
      after.keySet().removeIf(name -> name.startsWith("~gpmc-worker/"));
      before.keySet().removeIf(name -> name.startsWith("~gpmc-worker/"));
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void aWorkerThatDiedWhileItLoadedIsUndoneOrKnownToBeDone() throws Exception {
    domain.succeed(ResultValue.StarterGpo.class, save("base.cab", false, Optional.empty()));
    Files.writeString(folderOf(domain, ID).resolve("Machine/Registry.pol"), "changed");
    Map<String, String> before = FileTree.of(folderOf(domain, ID));
    for (int dieAt = 1; ; dieAt++) {
      OperationContext context = TestDomain.nextOperation();
      AtomicInteger calls = new AtomicInteger();
      int dying = dieAt;
      WatchedSysvol.Watch dies =
          new WatchedSysvol.Watch() {
            @Override
            public void before(WatchedSysvol.SysvolCall call) throws IOException {
              if (calls.incrementAndGet() >= dying) {
                throw new IOException("dead");
              }
            }
          };
      try (DirectoryDriver driver = domain.driver(sysvol -> new WatchedSysvol(sysvol, dies))) {
        TestDomain.run(driver, load("base.cab", true), context, progress -> {});
      }
      Recovery recovery = domain.driver.recover(load("base.cab", true), context);
      if (calls.get() < dying) {
        assertThat(recovery).isInstanceOf(Recovery.Completed.class);
        break;
      }
      if (recovery instanceof Recovery.NothingLeft) {
        assertThat(FileTree.of(folderOf(domain, ID))).as("call %d", dieAt).isEqualTo(before);
      } else {
        assertThat(recovery).isInstanceOf(Recovery.Completed.class);
        Files.writeString(folderOf(domain, ID).resolve("Machine/Registry.pol"), "changed");
      }
    }
  }

  @Test
  void reportsThatThisDriverDoesNotHaveAreNotSupported() {
    assertThat(domain.driver.supported())
        .doesNotContain(OperationKind.REPORT_RSOP, OperationKind.REPORT_DOMAIN);
  }
}
