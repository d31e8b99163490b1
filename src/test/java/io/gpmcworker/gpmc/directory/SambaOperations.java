package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DomainControllers;
import io.gpmcworker.gpmc.directory.domain.ReportTemplates;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.PayloadEntry;
import io.gpmcworker.testing.samba.Ran;
import io.gpmcworker.testing.samba.SambaDomain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The driver on a Samba domain, and the tools that judge what it did there. */
final class SambaOperations implements AutoCloseable {

  static final BackupStoreName STORE = new BackupStoreName("default");
  private static final List<String> SAMBAS_OWN =
      List.of("Default Domain Policy", "Default Domain Controllers Policy");

  private static final long MINUTES = 3;

  private final SambaDomain samba;
  private final DomainControllers controllers;
  private final DirectoryDriver driver;

  SambaOperations(SambaDomain samba, Map<BackupStoreName, Path> stores) throws Exception {
    this(samba, samba.settings(), stores);
  }

  SambaOperations(
      SambaDomain samba, DirectoryDomainSettings settings, Map<BackupStoreName, Path> stores)
      throws Exception {
    this.samba = samba;
    this.controllers =
        new DomainControllers(
            settings,
            new BackupStores(stores),
            ReportTemplates.ofCentralStore(List.of()),
            ControllerCalls.NOBODY);
    this.driver = new DirectoryDriver(settings, stores);
    resetOwn(samba);
  }

  /** What Samba itself makes when it is provisioned does not pass its own check. */
  static void resetOwn(SambaDomain samba) throws Exception {
    samba.sambaToolOnFiles("ntacl", "sysvolreset").mustSucceed();
  }

  DirectoryDomain domain() throws GpmcException {
    return controllers.pin();
  }

  GpmcResult run(GpmcRequest request) throws Exception {
    return driver
        .start(request, TestDomain.nextOperation(), progress -> {})
        .result()
        .get(MINUTES, TimeUnit.MINUTES);
  }

  <T extends ResultValue> T succeed(Class<T> type, GpmcRequest request) throws Exception {
    GpmcResult result = run(request);
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    return type.cast(result.value().orElseThrow());
  }

  GpoContainer gpo(String displayName) throws GpmcException {
    return domain().directory().gpos().get(new GpoName.ByDisplayName(displayName));
  }

  /** Deletes a GPO as an administrator would, past the worker. */
  void delete(UUID gpo) throws GpmcException, IOException {
    domain().directory().gpos().delete(gpo);
    domain().sysvol().delete(SysvolPath.ofGpo(gpo));
  }

  /** Deletes every GPO that a test made. */
  void deleteAll() throws GpmcException, IOException {
    for (GpoContainer gpo : domain().directory().gpos().all()) {
      if (!SAMBAS_OWN.contains(gpo.attributes().displayName())) {
        delete(gpo.attributes().id());
      }
    }
  }

  /** Samba's own judgement: each GPO's permissions are the same on both sides, file by file. */
  void assertConsistent() throws Exception {
    assertConsistent(samba);
  }

  /** As {@link #assertConsistent()}. */
  static void assertConsistent(SambaDomain samba) throws Exception {
    assertAgrees(samba.sambaTool("gpo", "aclcheck"));
    assertAgrees(samba.sambaToolOnFiles("ntacl", "sysvolcheck"));
  }

  private static void assertAgrees(Ran check) {
    assertThat(check.exitCode()).as(check.output()).isZero();
    assertThat(check.output()).doesNotContain("ERROR");
  }

  /** What a backup holds of a GPO's files. */
  static Map<String, String> payload(BackupFolder backup) throws IOException {
    Map<String, String> files = new TreeMap<>();
    for (PayloadEntry entry : backup.payload()) {
      if (entry.isFile()) {
        try (InputStream in = entry.open()) {
          byte[] bytes = in.readAllBytes();
          files.put(entry.path().key(), bytes.length + ":" + Arrays.hashCode(bytes));
        }
      }
    }
    return files;
  }

  @Override
  public void close() {
    driver.close();
    controllers.close();
  }
}
