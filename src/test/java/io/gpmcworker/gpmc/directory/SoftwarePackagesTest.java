package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.GpoHalves;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.testing.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages of Software Installation: restored as they were, or refused before anything is done. */
class SoftwarePackagesTest {

  private static final String GPO = "Drive Maps";
  private static final String OTHER = "Startup Scripts";
  private static final DirectoryObject EDITOR =
      SampleObjects.registered("Editor", 1, "\\\\x\\editor.aas", "D:(A;;GA;;;DA)");
  private static final DirectoryObject VIEWER =
      SampleObjects.registered("Viewer", 2, "\\\\x\\viewer.aas", "D:(A;;GA;;;DA)");

  @TempDir Path folder;
  private TestDomain domain;
  private UUID id;
  private GpoHalves halves;
  private ResultValue.Backup backup;

  @BeforeEach
  void backUp() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> name.equals(GPO) || name.equals(OTHER));
    id = domain.idOf(GPO);
    halves = domain.directory.gpos().halves();
    SampleObjects.install(domain.directory.gpos(), id, EDITOR, VIEWER);
    backup = domain.backup(GPO);
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private List<DirectoryObject> objects() throws Exception {
    return domain.directory.gpos().objects(id, GpoSide.MACHINE);
  }

  private void put(List<DirectoryObject> objects) throws Exception {
    halves.stage(id, GpoSide.MACHINE, objects);
    halves.swap(id, GpoSide.MACHINE);
    halves.drop(id);
  }

  private RestoreGpo restore() {
    return new RestoreGpo(new BackupSelector.ById(backup.id()), TestDomain.STORE);
  }

  private static ImportGpo imported(ResultValue.Backup backup, String target) {
    return new ImportGpo(
        new BackupSelector.ById(backup.id()),
        TestDomain.STORE,
        new GpoName.ByDisplayName(target),
        Optional.empty(),
        false,
        false,
        true);
  }

  private void refused(GpmcRequest request, String... words) throws Exception {
    Map<String, String> files = FileTree.of(domain.sysvolFolder());
    List<DirectoryObject> before = objects();
    GpmcResult result = domain.run(request);
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.ERROR_NOT_SUPPORTED);
    assertThat(result.detail()).contains("Software Installation").contains(words);
    assertThat(objects()).isEqualTo(before);
    assertThat(FileTree.of(domain.sysvolFolder())).isEqualTo(files);
  }

  @Test
  void aRestoreMakesChangedPackagesWhatTheyWereAndTakesOutThoseAddedSince() throws Exception {
    List<DirectoryObject> before = objects();
    put(SampleObjects.changed(before));
    assertThat(objects()).isNotEqualTo(before);

    domain.succeed(ResultValue.Gpo.class, restore());

    assertThat(objects()).as("with their GUIDs, values and permissions").isEqualTo(before);
  }

  @Test
  void aRestoreOfAGpoThatHadNoPackagesTakesThemOut() throws Exception {
    put(List.of());
    ResultValue.Backup without = domain.backup(GPO);
    put(SampleObjects.classStore(EDITOR));

    domain.succeed(
        ResultValue.Gpo.class,
        new RestoreGpo(new BackupSelector.ById(without.id()), TestDomain.STORE));

    assertThat(objects()).isEmpty();
  }

  @Test
  void aPackageThatIsGoneIsRefusedByItsName() throws Exception {
    put(SampleObjects.classStore(EDITOR));
    refused(restore(), "(Viewer)", "restore it with GPMC");
  }

  @Test
  void aPackageThatWasMadeAnewIsAnotherOne() throws Exception {
    DirectoryObject anew =
        SampleObjects.registered("Viewer", 3, "\\\\x\\viewer.aas", "D:(A;;GA;;;DA)");
    put(SampleObjects.classStore(EDITOR, anew));
    refused(restore(), "(Viewer)");
  }

  @Test
  void aDeletedGpoWithPackagesIsRefused() throws Exception {
    domain.directory.gpos().delete(id);
    new FolderSysvol(domain.sysvolFolder()).delete(SysvolPath.ofGpo(id));
    refused(restore(), "(Editor, Viewer)");
    assertThat(domain.directory.gpos().find(id)).isEmpty();
  }

  @Test
  void anImportAndACopyOfPackagesAreRefused() throws Exception {
    refused(imported(backup, OTHER), "import it with GPMC");
    refused(imported(backup, "New"), "import it with GPMC");
    refused(
        new CopyGpo(
            new GpoName.ByDisplayName(GPO),
            "Copy",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false),
        "copy it with GPMC");
  }

  @Test
  void anImportIntoAGpoTakesItsPackagesOut() throws Exception {
    domain.succeed(ResultValue.Gpo.class, imported(domain.backup(OTHER), GPO));
    assertThat(objects()).isEmpty();
  }
}
