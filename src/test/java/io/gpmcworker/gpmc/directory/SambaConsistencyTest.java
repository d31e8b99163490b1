package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.BackupStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.CopyStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.LoadStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreStarterGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.cabinet.Cabinet;
import io.gpmcworker.policy.cabinet.CabinetFile;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.testing.samba.SambaDomain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Samba's own checks, {@code gpo aclcheck} and {@code ntacl sysvolcheck}, after the operations that
 * {@link SambaOperationsTest} does not show, and after those that came to nothing.
 */
class SambaConsistencyTest {

  private static final String SAMPLE = "Server Hardening";
  private static final StoredFileName TABLE = new StoredFileName("to samba.migtable");

  @TempDir Path folder;
  private SambaDomain samba;
  private TestDomain corp;
  private SambaOperations gpmc;
  private UUID sample;

  @BeforeEach
  void open() throws Exception {
    samba = SambaDomain.shared();
    corp = TestDomain.open(folder);
    corp.embedded.seedSamples(SAMPLE::equals);
    sample = corp.backup(SAMPLE).id();
    Files.write(corp.store.resolve(TABLE.value()), Requests.toSamba().toByteArray());
    gpmc = new SambaOperations(samba, Map.of(SambaOperations.STORE, corp.store));
  }

  @AfterEach
  void close() throws Exception {
    if (gpmc != null) {
      gpmc.deleteAll();
      gpmc.close();
      corp.close();
    }
  }

  private ImportGpo imported(String target, Optional<StoredFileName> table) {
    return Requests.imported(sample, new GpoName.ByDisplayName(target), table, true);
  }

  @Test
  void afterAnImportIntoAGpoWithAndWithoutAMigrationTable() throws Exception {
    gpmc.succeed(ResultValue.Gpo.class, imported("Target", Optional.empty()));
    gpmc.assertConsistent();
    gpmc.succeed(ResultValue.Gpo.class, imported("Target", Optional.of(TABLE)));
    gpmc.assertConsistent();
  }

  @Test
  void afterACopyFromAnotherDomainWithItsPermissions() throws Exception {
    try (DirectoryDriver there =
            new DirectoryDriver(samba.settings(), Map.of(SambaOperations.STORE, corp.store));
        DirectoryDriver here = corp.beside("samba", there)) {
      GpmcResult result =
          TestDomain.run(
              here,
              Requests.copied(
                  new GpoName.ByDisplayName(SAMPLE),
                  "From elsewhere",
                  Optional.of("samba"),
                  Optional.of(TABLE),
                  true),
              TestDomain.nextOperation(),
              progress -> {});
      assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    }
    gpmc.assertConsistent();
    String id = Guids.braced(gpmc.gpo("From elsewhere").attributes().id());
    assertThat(samba.sambaTool("gpo", "show", id).mustSucceed().output())
        .contains("From elsewhere");
  }

  @Test
  void afterARestoreThatWasCancelledAndAnImportThatWasRefused() throws Exception {
    UUID id = gpmc.succeed(ResultValue.Gpo.class, imported("Kept", Optional.empty())).id();
    ResultValue.Backup backup =
        gpmc.succeed(
            ResultValue.Backup.class,
            new BackupGpo(new GpoName.ById(id), SambaOperations.STORE, ""));
    try (DirectoryDriver driver =
        new DirectoryDriver(samba.settings(), Map.of(SambaOperations.STORE, corp.store))) {
      CompletableFuture<AsyncCall> started = new CompletableFuture<>();
      AsyncCall call =
          driver.start(
              Requests.restored(backup.id()),
              TestDomain.nextOperation(),
              progress -> started.join().cancel().cancel());
      started.complete(call);
      assertThat(call.result().get(60, TimeUnit.SECONDS).overallStatus())
          .isEqualTo(HResult.ERROR_CANCELLED);
    }
    gpmc.assertConsistent();
    GpmcResult refused =
        gpmc.run(imported("Kept", Optional.of(new StoredFileName("none.migtable"))));
    assertThat(refused.overallStatus()).isEqualTo(HResult.ERROR_FILE_NOT_FOUND);
    gpmc.assertConsistent();
  }

  @Test
  void afterStarterGposWereLoadedCopiedAndRestored() throws Exception {
    Files.write(corp.store.resolve("base.cab"), starter());
    UUID loaded =
        gpmc.succeed(
                ResultValue.StarterGpo.class,
                new LoadStarterGpo(SambaOperations.STORE, new StoredFileName("base.cab"), false))
            .id();
    gpmc.assertConsistent();
    assertSeen(loaded);

    UUID copy =
        gpmc.succeed(
                ResultValue.StarterGpo.class,
                new CopyStarterGpo(new GpoName.ById(loaded), "Copy of the base"))
            .id();
    gpmc.assertConsistent();
    assertSeen(copy);

    UUID backup =
        gpmc.succeed(
                ResultValue.StarterGpoBackup.class,
                new BackupStarterGpo(new GpoName.ById(loaded), SambaOperations.STORE, ""))
            .id();
    gpmc.domain().sysvol().delete(starters().resolve(Guids.braced(loaded)));
    gpmc.succeed(
        ResultValue.StarterGpo.class,
        new RestoreStarterGpo(new BackupSelector.ById(backup), SambaOperations.STORE));
    gpmc.assertConsistent();
    assertSeen(loaded);
    gpmc.domain().sysvol().delete(starters());
  }

  private static SysvolPath starters() {
    return SysvolPath.TOP.resolve("StarterGPOs");
  }

  /** By a plain SMB client. */
  private void assertSeen(UUID starter) throws Exception {
    assertThat(samba.smbclient("ls gpmc.test/StarterGPOs/" + Guids.braced(starter) + "/*").output())
        .contains("StarterGPO.tmplx", "Machine");
  }

  private static byte[] starter() {
    return new Cabinet(
            List.of(
                new CabinetFile(
                    "StarterGPO.tmplx",
                    Bytes.of(
                        """
                        <?xml version="1.0" encoding="utf-8"?>
                        <template><ID>{0CC42745-34A0-4C7E-ACFA-37CE56B13706}</ID>
                          <DisplayName>Base</DisplayName></template>
                        """
                            .getBytes(StandardCharsets.UTF_8))),
                new CabinetFile(
                    "Machine_Registry.pol", Bytes.of(new RegistryPolicy(List.of()).toByteArray()))))
        .toByteArray(LocalDateTime.of(2026, 11, 22, 17, 0));
  }
}
