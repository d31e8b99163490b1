package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportBackup;
import io.gpmcworker.gpmc.GpmcRequest.ReportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreAllGpos;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.BackupStore;
import io.gpmcworker.testing.samba.SambaDomain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * GPMC's operations on a real domain controller, judged by its own tools: permissions on both sides
 * agree after each, and other clients see what they should.
 */
class SambaOperationsTest {

  private static final GpoName DEFAULT = new GpoName.ByDisplayName("Default Domain Policy");

  @TempDir Path store;
  @TempDir Path one;
  private static SambaDomain samba;
  private SambaOperations gpmc;

  @BeforeAll
  static void startSamba() throws Exception {
    samba = SambaDomain.shared();
  }

  @BeforeEach
  void open() throws Exception {
    gpmc = new SambaOperations(samba, Map.of(SambaOperations.STORE, store));
  }

  @AfterEach
  void close() throws Exception {
    gpmc.deleteAll();
    gpmc.close();
  }

  private ResultValue.Backup backup(GpoName gpo) throws Exception {
    return gpmc.succeed(
        ResultValue.Backup.class, new BackupGpo(gpo, SambaOperations.STORE, "on Samba"));
  }

  private ResultValue.Gpo imported(UUID backup, String target) throws Exception {
    return gpmc.succeed(ResultValue.Gpo.class, Requests.imported(backup, target));
  }

  private Map<String, String> payloadOf(UUID backup) throws IOException {
    return SambaOperations.payload(BackupStore.open(store).openBackup(backup));
  }

  @Test
  void anImportedGpoIsWhatOtherClientsSee() throws Exception {
    ResultValue.Backup backup = backup(DEFAULT);

    ResultValue.Gpo gpo = imported(backup.id(), "Imported");

    gpmc.assertConsistent();
    String id = Guids.braced(gpo.id());
    assertThat(samba.sambaTool("gpo", "show", id).mustSucceed().output()).contains("Imported", id);
    assertThat(samba.sambaTool("gpo", "listall").mustSucceed().output()).contains(id);
    GpoContainer container = gpmc.gpo("Imported");
    int version = container.attributes().version().pack();
    assertThat(
            samba
                .ldapsearch("(displayName=Imported)", "versionNumber", "gPCFileSysPath")
                .mustSucceed()
                .output())
        .contains("versionNumber: " + version, "\\\\gpmc.test\\sysvol\\gpmc.test\\Policies\\" + id);
    assertThat(samba.smbclient("more gpmc.test/Policies/" + id + "/gpt.ini").output())
        .contains("Version=" + version);
    assertThat(payloadOf(backup(new GpoName.ById(gpo.id())).id()))
        .isEqualTo(payloadOf(backup.id()));
  }

  @Test
  void aRestorePutsBackFilesAttributesAndPermissions() throws Exception {
    ResultValue.Gpo gpo = imported(backup(DEFAULT).id(), "Restored");
    GpoContainer before = gpmc.gpo("Restored");
    ResultValue.Backup backup = backup(new GpoName.ById(gpo.id()));
    SysvolPath machine = SysvolPath.ofGpo(gpo.id()).resolve("Machine");
    try (OutputStream out = gpmc.domain().sysvol().write(machine.resolve("added.txt"))) {
      out.write(1);
    }

    gpmc.succeed(ResultValue.Gpo.class, Requests.restored(backup.id()));

    gpmc.assertConsistent();
    GpoContainer after = gpmc.gpo("Restored");
    assertThat(after.attributes().securityDescriptor())
        .isEqualTo(before.attributes().securityDescriptor());
    assertThat(gpmc.domain().sysvol().exists(machine.resolve("added.txt"))).isFalse();
    assertThat(payloadOf(backup(new GpoName.ById(gpo.id())).id()))
        .isEqualTo(payloadOf(backup.id()));
    assertThat(gpmc.domain().sysvol().children(SysvolPath.TOP.resolve("~gpmc-worker")))
        .as("nothing but the markers of what is done is left behind")
        .allMatch(entry -> entry.path().name().equals("done"));
  }

  @Test
  void aDeletedGpoIsRestoredWithItsGuid() throws Exception {
    ResultValue.Gpo gpo = imported(backup(DEFAULT).id(), "Deleted");
    ResultValue.Backup backup = backup(new GpoName.ById(gpo.id()));
    gpmc.delete(gpo.id());

    gpmc.succeed(ResultValue.Gpo.class, Requests.restored(backup.id()));

    gpmc.assertConsistent();
    assertThat(gpmc.gpo("Deleted").attributes().id()).isEqualTo(gpo.id());
    assertThat(payloadOf(backup(new GpoName.ById(gpo.id())).id()))
        .isEqualTo(payloadOf(backup.id()));
  }

  @Test
  void aCopyHasItsOwnGuidAndItsFiles() throws Exception {
    for (boolean copyAcl : List.of(true, false)) {
      gpmc.succeed(ResultValue.Gpo.class, Requests.copied(DEFAULT, "Copy " + copyAcl, copyAcl));
      gpmc.assertConsistent();
    }
    assertThat(payloadOf(backup(new GpoName.ByDisplayName("Copy true")).id()))
        .isEqualTo(payloadOf(backup(DEFAULT).id()));
  }

  @Test
  void reportsAreRendered() throws Exception {
    ResultValue.Report live =
        gpmc.succeed(ResultValue.Report.class, new ReportGpo(DEFAULT, ReportType.XML));
    assertThat(live.text()).contains("Default Domain Policy", "GPMC\\Domain Admins");
    ResultValue.Report kept =
        gpmc.succeed(
            ResultValue.Report.class,
            new ReportBackup(
                new BackupSelector.ById(backup(DEFAULT).id()),
                SambaOperations.STORE,
                ReportType.XML));
    assertThat(kept.text()).contains("Default Domain Policy");
  }

  /** Real backups of every kind: imported, all restored in place, deleted, all restored again. */
  @Test
  @Timeout(300)
  void everyBackupOfTheCorpusComesOutAsItWentIn() throws Exception {
    Map<String, Map<String, String>> originals = new LinkedHashMap<>();
    try (SambaOperations each = new SambaOperations(samba, Map.of(SambaOperations.STORE, one))) {
      int number = 0;
      for (Path folder : Corpus.backups()) {
        BackupFolder original = BackupFolder.open(folder);
        Path copy = one.resolve(Guids.braced(original.inst().id()));
        copy(folder, copy);
        String name = "Corpus " + number++;
        GpmcResult result = each.run(Requests.imported(original.inst().id(), name));
        if (!result.overallStatus().equals(HResult.ERROR_NOT_SUPPORTED)) {
          assertThat(result.overallStatus())
              .as("%s: %s", folder, result.detail())
              .isEqualTo(HResult.S_OK);
          originals.put(name, SambaOperations.payload(original));
        }
        BackupStore.open(one).delete(List.of(original.inst().id()));
      }
    }
    gpmc.assertConsistent();
    assertBackupsEqual(originals);

    gpmc.succeed(ResultValue.Gpos.class, new RestoreAllGpos(SambaOperations.STORE));
    gpmc.assertConsistent();
    assertBackupsEqual(originals);

    gpmc.deleteAll();
    gpmc.succeed(ResultValue.Gpos.class, new RestoreAllGpos(SambaOperations.STORE));
    gpmc.assertConsistent();
    assertBackupsEqual(originals);
  }

  private void assertBackupsEqual(Map<String, Map<String, String>> originals) throws Exception {
    ResultValue.Backups backups =
        gpmc.succeed(ResultValue.Backups.class, new BackupAllGpos(SambaOperations.STORE, ""));
    SoftAssertions softly = new SoftAssertions();
    int found = 0;
    for (ResultValue.Backup backup : backups.backups()) {
      Map<String, String> original = originals.get(backup.gpo().displayName());
      if (original != null) {
        found++;
        softly
            .assertThat(payloadOf(backup.id()))
            .as(backup.gpo().displayName())
            .isEqualTo(original);
      }
    }
    softly.assertThat(found).isEqualTo(originals.size());
    softly.assertAll();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)));
      }
    }
  }
}
