package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A backup that is damaged, in whatever way, is refused by every operation that reads one, with a
 * sentence that names the file, and before anything in the domain is written.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class DamagedBackupTest {

  private static final String GPO = "Startup Scripts";

  private TestDomain domain;
  private UUID gpo;
  private Path whole;
  private UUID id;
  private GpoContainer before;
  private Map<String, String> sysvolBefore;

  /** Counts what is written to SYSVOL. */
  private final AtomicInteger writes = new AtomicInteger();

  private DirectoryDriver driver;

  @BeforeAll
  void backUp(@TempDir Path folder) throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> name.equals(GPO) || name.equals("Server Hardening"));
    gpo = domain.idOf(GPO);
    Path live = domain.gpoFolder(gpo);
    write(live.resolve("Machine/registry.pol"), registryPolicy());
    write(
        live.resolve("Machine/Microsoft/Windows NT/SecEdit/GptTmpl.inf"),
        utf16("[Unicode]\r\nUnicode=yes\r\n[System Access]\r\nMinimumPasswordLength = 14\r\n"));
    write(
        live.resolve("Machine/Microsoft/Windows NT/Audit/audit.csv"),
        "Machine Name,Policy Target\r\n".getBytes(StandardCharsets.US_ASCII));
    write(
        live.resolve("Machine/Preferences/Groups/Groups.xml"),
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Groups><Group name=\"g\"></Group></Groups>"
            .getBytes(StandardCharsets.UTF_8));
    write(live.resolve("GPO.cmt"), utf16("comment"));
    ResultValue.Backup backup = domain.backup(GPO);
    id = backup.id();
    whole = folder.resolve("whole");
    Folders.copy(domain.store, whole);
    before = domain.directory.gpos().find(gpo).orElseThrow();
    sysvolBefore = FileTree.of(domain.sysvolFolder());
    driver = domain.driver(sysvol -> new WatchedSysvol(sysvol, counting()));
  }

  @AfterAll
  void close() throws IOException {
    driver.close();
    domain.close();
  }

  @AfterEach
  void putStoreBack() throws IOException {
    Folders.empty(domain.store);
    Folders.copy(whole, domain.store);
  }

  private WatchedSysvol.Watch counting() {
    return new WatchedSysvol.Watch() {
      @Override
      public void before(WatchedSysvol.SysvolCall call) {
        if (call.writes()) {
          writes.incrementAndGet();
        }
      }
    };
  }

  private static byte[] registryPolicy() {
    return new RegistryPolicy(
            List.of(
                new RegistryPolicyEntry("Software\\A", "One", 4, Bytes.of(new byte[] {1, 0, 0, 0})),
                new RegistryPolicyEntry("Software\\B", "Two", 1, Bytes.of(new byte[40]))))
        .toByteArray();
  }

  private static byte[] utf16(String text) {
    return ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
  }

  private static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  static Stream<Damage> damages() {
    return Stream.concat(FileDamages.all(), StatementDamages.all());
  }

  static Stream<Damage> permissionsAndFilters() {
    return StatementDamages.permissionsAndFilters();
  }

  private RestoreGpo restore() {
    return new RestoreGpo(new BackupSelector.ById(id), TestDomain.STORE);
  }

  private ImportGpo importIntoItself() {
    return new ImportGpo(
        new BackupSelector.ById(id),
        TestDomain.STORE,
        new GpoName.ByDisplayName(GPO),
        Optional.empty(),
        false,
        false,
        false);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void isRefusedNamingTheFileAndNothingIsTouched(Damage damage) throws Exception {
    damage.change().to(domain.store.resolve(Guids.braced(id)));
    assertRefused(restore(), damage);
    assertRefused(importIntoItself(), damage);
  }

  @ParameterizedTest
  @MethodSource("permissionsAndFilters")
  void isNotRestoredNamingTheFile(Damage damage) throws Exception {
    damage.change().to(domain.store.resolve(Guids.braced(id)));
    assertRefused(restore(), damage);
  }

  private void assertRefused(GpmcRequest request, Damage damage) throws Exception {
    writes.set(0);

    GpmcResult result = TestDomain.run(driver, request, TestDomain.nextOperation(), progress -> {});

    assertThat(result.overallStatus()).as("%s", result).isEqualTo(HResult.ERROR_INVALID_DATA);
    assertThat(result.detail())
        .containsIgnoringCase(damage.file())
        .contains(damage.reason())
        .contains("backup store 'default'")
        .doesNotContain("Exception", "\n")
        .hasSizeLessThan(1_000);
    assertThat(result.undone()).isTrue();
    assertThat(writes).as("calls that write to SYSVOL").hasValue(0);
    assertThat(domain.directory.gpos().find(gpo)).contains(before);
    assertThat(FileTree.of(domain.sysvolFolder())).isEqualTo(sysvolBefore);
  }

  @Test
  void aManifestThatGivesABackupToAnotherGpoDoesNotMoveItsRestoreToThatGpo() throws Exception {
    StatementDamages.other("", "../manifest.xml", "GPOGuid", "", "")
        .change()
        .to(domain.store.resolve(Guids.braced(id)));
    UUID said = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
    RestoreGpo latest =
        new RestoreGpo(new BackupSelector.LatestOf(new GpoName.ById(said)), TestDomain.STORE);

    GpmcResult result = TestDomain.run(driver, latest, TestDomain.nextOperation(), progress -> {});

    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_INVALID_DATA);
    assertThat(result.detail()).contains("manifest.xml", Guids.braced(said), Guids.braced(gpo));
  }

  @Test
  void theBackupThatIsDamagedHereIsRestoredWhileItIsWhole(@TempDir Path other) throws Exception {
    try (TestDomain another = TestDomain.open(other)) {
      another.embedded.seedSamples(name -> name.equals("Server Hardening"));
      Folders.copy(whole, another.store);
      another.succeed(
          ResultValue.Gpo.class, new RestoreGpo(new BackupSelector.ById(id), TestDomain.STORE));
    }
  }
}
