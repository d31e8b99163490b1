package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.ldap.SomLink;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.testing.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

  private static final String SOURCE = "Startup Scripts";
  private static final String TARGET = "Laptops Only";

  @TempDir Path folder;
  private TestDomain domain;
  private ResultValue.Backup backup;

  @BeforeEach
  void backUp() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> name.equals(SOURCE) || name.equals(TARGET));
    Files.write(
        domain.gpoFolder(domain.idOf(SOURCE)).resolve("GPO.cmt"),
        "Why it is there".getBytes(StandardCharsets.UTF_16LE));
    backup = domain.backup(SOURCE);
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private ImportGpo into(String target, boolean create) {
    return new ImportGpo(
        new BackupSelector.ById(backup.id()),
        TestDomain.STORE,
        new GpoName.ByDisplayName(target),
        Optional.empty(),
        false,
        false,
        create);
  }

  @Test
  void anImportReplacesTheSettingsAndKeepsTheGpo() throws Exception {
    UUID id = domain.idOf(TARGET);
    GpoAttributes before = domain.attributes(id);
    List<SomLink> links = domain.directory.links(domain.directory.gpos().find(id).orElseThrow());
    GpoAttributes source = domain.attributes(domain.idOf(SOURCE));

    ResultValue.Gpo imported = domain.succeed(ResultValue.Gpo.class, into(TARGET, false));

    assertThat(imported).isEqualTo(new ResultValue.Gpo(id, TARGET, "corp.example"));
    assertThat(domain.attributes(id))
        .isEqualTo(
            new GpoAttributes(
                id,
                before.domain(),
                TARGET,
                source.flags(),
                before.version().next(),
                source.machineExtensionNames(),
                source.userExtensionNames(),
                before.wmiFilter(),
                before.securityDescriptor()));
    assertThat(before.wmiFilter()).isPresent();
    assertThat(domain.files(id)).isEqualTo(domain.files(domain.idOf(SOURCE)));
    assertThat(domain.directory.links(domain.directory.gpos().find(id).orElseThrow()))
        .isEqualTo(links);
  }

  @Test
  void anImportCreatesTheGpoIfThatIsAskedFor() throws Exception {
    assertThat(domain.driver.target(into("New", true))).isEqualTo(Target.named("New"));

    ResultValue.Gpo imported = domain.succeed(ResultValue.Gpo.class, into("New", true));

    assertThat(domain.attributes(imported.id()).displayName()).isEqualTo("New");
    assertThat(domain.attributes(imported.id()).version()).isEqualTo(new GpoVersion(1, 1));
    assertThat(domain.attributes(imported.id()).securityDescriptor().dacl()).isPresent();
    assertThat(domain.files(imported.id())).isEqualTo(domain.files(domain.idOf(SOURCE)));
    assertThat(domain.driver.target(into("New", true))).isEqualTo(Target.gpo(imported.id()));
  }

  @Test
  void aTargetThatIsNotThereIsAnErrorUnlessItIsToBeCreated() throws Exception {
    GpmcResult result = domain.run(into("New", false));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DS_NO_SUCH_OBJECT);
    assertThat(result.detail()).isEqualTo("There is no GPO 'New' in domain corp.example.");
  }

  @Test
  void aCancelledImportLeavesNothingOfANewGpo() throws Exception {
    Map<String, String> tree = FileTree.of(domain.sysvolFolder());
    for (int steps = 0; steps <= 4; steps++) {
      GpmcResult result =
          domain.cancelledAfter(steps, into("New", true), TestDomain.nextOperation());
      assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
      assertThat(domain.directory.gpos().named("New")).isEmpty();
      assertThat(FileTree.of(domain.sysvolFolder()))
          .containsAllEntriesOf(tree)
          .allSatisfy((name, digest) ->
              assertThat(tree.containsKey(name) || name.startsWith("~gpmc-worker/")).isTrue());
    }
  }

  @Test
  void recoveryKnowsWhatBecameOfAnImport() throws Exception {
    OperationContext context = TestDomain.nextOperation();
    assertThat(domain.driver.recover(into(TARGET, false), context))
        .isEqualTo(new Recovery.NothingLeft());
    TestDomain.run(domain.driver, into(TARGET, false), context, progress -> {});
    assertThat(domain.driver.recover(into(TARGET, false), context))
        .isEqualTo(
            new Recovery.Completed(
                new ResultValue.Gpo(domain.idOf(TARGET), TARGET, "corp.example")));
  }

  @Test
  void aMigrationTableThatIsNotThereIsAnErrorThatNamesIt() throws Exception {
    GpmcResult result =
        domain.run(
            new ImportGpo(
                new BackupSelector.ById(backup.id()),
                TestDomain.STORE,
                new GpoName.ByDisplayName(TARGET),
                Optional.of(new StoredFileName("lab.migtable")),
                false,
                false,
                false));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_FILE_NOT_FOUND);
    assertThat(result.detail()).isEqualTo("'lab.migtable' in backup store 'default' is missing.");
  }
}
