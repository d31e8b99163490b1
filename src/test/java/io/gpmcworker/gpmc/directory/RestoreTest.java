package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.RestoreAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.ldap.SomLink;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.policy.security.Acl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.testing.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {

  private static final String GPO = "Startup Scripts";
  @TempDir Path folder;
  private TestDomain domain;
  private UUID id;
  private ResultValue.Backup backup;

  @BeforeEach
  void backUp() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> !name.equals(EmbeddedDomain.LARGE_SAMPLE));
    id = domain.idOf(GPO);
    backup = domain.backup(GPO);
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private RestoreGpo restore() {
    return new RestoreGpo(new BackupSelector.ById(backup.id()), TestDomain.STORE);
  }

  private GpoAttributes attributes() throws Exception {
    return domain.directory.gpos().find(id).orElseThrow().attributes();
  }

  /** Changes everything that a restore puts back. */
  private void change() throws Exception {
    GpoAttributes before = attributes();
    SecurityDescriptor fewer =
        SecurityDescriptor.of(
            before.securityDescriptor().control(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            before.securityDescriptor().dacl().map(dacl -> Acl.of(dacl.aces().subList(0, 2))));
    domain
        .directory
        .gpos()
        .replace(
            new GpoAttributes(
                id,
                before.domain(),
                "Renamed",
                new GpoFlags(3),
                new GpoVersion(4, 9),
                "",
                before.machineExtensionNames(),
                Optional.empty(),
                fewer));
    Path gpo = domain.gpoFolder(id);
    Files.writeString(gpo.resolve("gpt.ini"), "[General]\r\nVersion=1\r\nextra=kept\r\n");
    Files.writeString(gpo.resolve("Machine/Scripts/Startup/inventory.cmd"), "changed");
    Files.delete(gpo.resolve("Machine/Scripts/PSscripts.ini"));
    Files.writeString(gpo.resolve("GPO.cmt"), "added");
    Files.createDirectories(gpo.resolve("User/Added"));
  }

  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    files.putAll(FileTree.of(domain.gpoFolder(id)));
    files.remove("gpt.ini");
    return files;
  }

  @Test
  void restoreBringsBackFilesAttributesAndPermissions() throws Exception {
    GpoAttributes before = attributes();
    Map<String, String> filesBefore = files();
    List<SomLink> links = domain.directory.links(container());
    change();

    ResultValue.Gpo restored = domain.succeed(ResultValue.Gpo.class, restore());

    assertThat(restored).isEqualTo(new ResultValue.Gpo(id, GPO, "corp.example"));
    GpoAttributes after = attributes();
    assertThat(after)
        .isEqualTo(
            new GpoAttributes(
                id,
                before.domain(),
                before.displayName(),
                before.flags(),
                new GpoVersion(5, 10),
                before.machineExtensionNames(),
                before.userExtensionNames(),
                before.wmiFilter(),
                before.securityDescriptor()));
    assertThat(files()).isEqualTo(filesBefore);
    assertThat(domain.directory.links(container())).isEqualTo(links).isNotEmpty();
    byte[] gptIni = Files.readAllBytes(domain.gpoFolder(id).resolve("gpt.ini"));
    assertThat(GptIni.read(gptIni).version()).isEqualTo(new GpoVersion(5, 10));
    assertThat(new String(gptIni, StandardCharsets.UTF_8)).contains("extra=kept");
  }

  private GpoContainer container() throws Exception {
    return domain.directory.gpos().find(id).orElseThrow();
  }

  @Test
  void restoreCreatesADeletedGpoAnewWithItsGuid() throws Exception {
    GpoAttributes before = attributes();
    Map<String, String> filesBefore = files();
    delete();

    domain.succeed(ResultValue.Gpo.class, restore());

    GpoAttributes after = attributes();
    assertThat(after.version()).isEqualTo(new GpoVersion(1, 2));
    assertThat(after.displayName()).isEqualTo(before.displayName());
    assertThat(after.securityDescriptor().dacl()).isEqualTo(before.securityDescriptor().dacl());
    assertThat(files()).isEqualTo(filesBefore);
    assertThat(domain.directory.gpos().objects(id, GpoSide.MACHINE)).isEmpty();
  }

  private void delete() throws Exception {
    domain.directory.gpos().delete(id);
    new FolderSysvol(domain.sysvolFolder()).delete(SysvolPath.ofGpo(id));
  }

  @Test
  void aMissingWmiFilterIsDroppedWithAMessage() throws Exception {
    ResultValue.Backup filtered = domain.backup("Laptops Only");
    domain.removeWmiFilters();

    GpmcResult result =
        domain.run(new RestoreGpo(new BackupSelector.ById(filtered.id()), TestDomain.STORE));

    assertThat(result.overallStatus()).isEqualTo(HResult.S_OK);
    assertThat(result.messages())
        .singleElement()
        .extracting(StatusMessage::message)
        .asString()
        .contains("Laptops");
    assertThat(
            domain
                .directory
                .gpos()
                .find(filtered.gpo().id())
                .orElseThrow()
                .attributes()
                .wmiFilter())
        .isEmpty();
  }

  @Test
  void anUnknownBackupIdIsAnErrorThatNamesItAndTheStore() throws Exception {
    UUID unknown = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    GpmcResult result =
        domain.run(new RestoreGpo(new BackupSelector.ById(unknown), TestDomain.STORE));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_FILE_NOT_FOUND);
    assertThat(result.detail())
        .isEqualTo(
            "A GPO backup with id {01234567-89AB-CDEF-0123-456789ABCDEF} could not be found in"
                + " backup store 'default'.");
  }

  @Test
  void aDamagedBackupIsRefusedNamingTheFile() throws Exception {
    Files.delete(
        domain
            .store
            .resolve(GpoName.braced(backup.id()))
            .resolve("DomainSysvol/GPO/Machine/Scripts/scripts.ini"));
    GpoAttributes before = attributes();
    GpmcResult result = domain.run(restore());
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_INVALID_DATA);
    assertThat(result.detail()).contains("scripts.ini");
    assertThat(attributes()).isEqualTo(before);
  }

  @Test
  void aBackupOfAnotherDomainIsRefused() throws Exception {
    Path folder = domain.store.resolve(GpoName.braced(backup.id()));
    for (String name : new String[] {"bkupInfo.xml", "Backup.xml"}) {
      Path file = folder.resolve(name);
      Files.writeString(file, Files.readString(file).replace("corp.example", "other.example"));
    }
    GpmcResult result = domain.run(restore());
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_INVALID_DOMAINNAME);
    assertThat(result.detail()).contains("other.example", "corp.example");
  }

  @Test
  void theLatestBackupOfANamedGpoIsTaken() throws Exception {
    RestoreGpo latest =
        new RestoreGpo(
            new BackupSelector.LatestOf(new GpoName.ByDisplayName("startup scripts")),
            TestDomain.STORE);
    assertThat(domain.driver.target(latest)).isEqualTo(Target.gpo(id));
    domain.succeed(ResultValue.Gpo.class, latest);
  }

  @Test
  void restoreOfAllRestoresAndRecreatesEveryGpo() throws Exception {
    domain.succeed(ResultValue.Backups.class, new BackupAllGpos(TestDomain.STORE, ""));
    List<GpoContainer> before = domain.directory.gpos().all();
    change();
    UUID deleted = domain.idOf("Drive Maps");
    domain.directory.gpos().delete(deleted);

    ResultValue.Gpos restored =
        domain.succeed(ResultValue.Gpos.class, new RestoreAllGpos(TestDomain.STORE));

    assertThat(restored.gpos()).hasSize(before.size());
    assertThat(domain.directory.gpos().all())
        .extracting(gpo -> gpo.attributes().displayName())
        .containsExactlyElementsOf(
            before.stream().map(gpo -> gpo.attributes().displayName()).toList());
  }
}
