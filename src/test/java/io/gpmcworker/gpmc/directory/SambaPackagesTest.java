package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.gpmc.directory.ldap.PackageChange;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.testing.samba.SambaDomain;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link SoftwarePackagesTest}, where the directory gives packages their GUIDs and keeps
 * tombstones of those that are deleted.
 */
class SambaPackagesTest {

  private static SambaDomain samba;

  private static final String SAMPLE = "Startup Scripts";
  private static final String NAME = "With packages";
  private static final String VIEWER = "CN={Viewer},CN=Packages,CN=Class Store";

  @TempDir Path folder;
  private SambaFaultDomain domain;
  private UUID id;
  private UUID backup;
  private GpoChanges.Saved saved;

  @BeforeAll
  static void startSamba() throws Exception {
    samba = SambaDomain.shared();
  }

  @BeforeEach
  void open() throws Exception {
    UUID sample;
    Path store;
    try (TestDomain elsewhere = TestDomain.open(folder)) {
      elsewhere.embedded.seedSamples(SAMPLE::equals);
      sample = elsewhere.backup(SAMPLE).id();
      store = elsewhere.store;
    }
    domain = new SambaFaultDomain(samba, store);
    id = ((ResultValue.Gpo) succeed(Requests.imported(sample, NAME))).id();
    SampleObjects.install(
        gpos(),
        id,
        SampleObjects.unregistered("Editor", "\\\\x\\editor.aas"),
        SampleObjects.unregistered("Viewer", "\\\\x\\viewer.aas"));
    backup =
        ((ResultValue.Backup) succeed(new BackupGpo(new GpoName.ById(id), FaultDomain.STORE, "")))
            .id();
    saved = new GpoChanges(domain.domain()).save(id);
  }

  @AfterEach
  void close() throws Exception {
    new GpoChanges(domain.domain()).delete(id);
    domain.close();
  }

  private GpoContainers gpos() throws Exception {
    return domain.domain().directory().gpos();
  }

  private List<DirectoryObject> objects() throws Exception {
    return gpos().objects(id, GpoSide.MACHINE);
  }

  private GpmcResult run(GpmcRequest request) throws Exception {
    try (FaultDomain.FaultyDriver whole = domain.driver()) {
      return TestDomain.run(whole.driver(), request, TestDomain.nextOperation(), progress -> {});
    }
  }

  private ResultValue succeed(GpmcRequest request) throws Exception {
    GpmcResult result = run(request);
    assertThat(result.overallStatus()).as("%s", result).isEqualTo(HResult.S_OK);
    return result.value().orElseThrow();
  }

  private void refused(GpmcRequest request, String... words) throws Exception {
    DomainState before = domain.state();
    GpmcResult result = run(request);
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.ERROR_NOT_SUPPORTED);
    assertThat(result.detail()).contains("Software Installation").contains(words);
    assertThat(domain.state().otherThan(before)).isEmpty();
    assertThat(domain.state().leftovers()).isEmpty();
  }

  @Test
  void changedPackagesAreRestoredWithTheirGuids() throws Exception {
    List<DirectoryObject> before = objects();
    new GpoChanges(domain.domain()).changePackages(id, saved);
    assertThat(objects()).isNotEqualTo(before);

    succeed(Requests.restored(backup));

    assertThat(objects()).isEqualTo(before);
  }

  @Test
  void packagesThatWereAddedSinceGo() throws Exception {
    List<DirectoryObject> before = objects();
    domain
        .administrator()
        .add(
            "CN={Added},CN=Packages,CN=Class Store,CN=Machine," + gpos().dn(id),
            new Attribute("objectClass", "packageRegistration"),
            new Attribute("packageName", "Added"));
    assertThat(objects()).isNotEqualTo(before);

    succeed(Requests.restored(backup));

    assertThat(objects()).isEqualTo(before);
    assertThat(domain.state().leftovers()).isEmpty();
  }

  @Test
  void aPackageThatIsATombstoneIsRefusedByItsName() throws Exception {
    gpos().packages().makeRoom(id, GpoSide.MACHINE);
    gpos().packages().change(id, GpoSide.MACHINE, new PackageChange(VIEWER, Optional.empty()));
    gpos().halves().drop(id);

    refused(Requests.restored(backup), "(Viewer)", "restore it with GPMC");
  }

  @Test
  void aDeletedGpoWithPackagesIsRefused() throws Exception {
    new GpoChanges(domain.domain()).delete(id);
    refused(Requests.restored(backup), "(Editor, Viewer)");
  }

  @Test
  void anImportAndACopyOfPackagesAreRefused() throws Exception {
    refused(Requests.imported(backup, "Other"), "import it with GPMC");
    refused(Requests.copied(new GpoName.ById(id), "Copy", false), "copy it with GPMC");
  }
}
