package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportBackup;
import io.gpmcworker.gpmc.GpmcRequest.ReportGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportStarterGpoBackup;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.testing.FileTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GenerateReport} of all that has one: with progress, and stopped by a cancel. */
class ReportOperationsTest {

  private static final String GPO = "Drive Maps";
  private static final UUID STARTER_ID = UUID.fromString("0cc42745-34a0-4c7e-acfa-37ce56b13706");
  private static final GpoName STARTER = new GpoName.ById(STARTER_ID);

  @TempDir Path folder;
  private TestDomain domain;
  private List<GpmcRequest> requests;

  @BeforeEach
  void create() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(GPO::equals);
    Path starter = domain.sysvolFolder().resolve("StarterGPOs").resolve(Guids.braced(STARTER_ID));
    Files.createDirectories(starter.resolve("Machine"));
    Files.write(
        starter.resolve("Machine/Registry.pol"), new RegistryPolicy(List.of()).toByteArray());
    Files.writeString(
        starter.resolve("StarterGPO.tmplx"),
        "<template><ID>%s</ID><DisplayName>Base</DisplayName></template>"
            .formatted(Guids.braced(STARTER_ID)));
    ResultValue.Backup backup = domain.backup(GPO);
    ResultValue.StarterGpoBackup starterBackup =
        domain.succeed(
            ResultValue.StarterGpoBackup.class,
            new BackupStarterGpo(STARTER, TestDomain.STORE, ""));
    requests =
        List.of(
            new ReportGpo(new GpoName.ByDisplayName(GPO), ReportType.XML),
            new ReportBackup(
                new BackupSelector.ById(backup.id()), TestDomain.STORE, ReportType.HTML),
            new ReportStarterGpo(STARTER, ReportType.XML),
            new ReportStarterGpoBackup(
                new BackupSelector.ById(starterBackup.id()), TestDomain.STORE, ReportType.HTML));
  }

  @AfterEach
  void close() throws Exception {
    domain.close();
  }

  @Test
  void everyReportTellsHowFarItIs() throws Exception {
    for (GpmcRequest request : requests) {
      List<ProgressStatus> told = new ArrayList<>();

      GpmcResult result =
          TestDomain.run(domain.driver, request, TestDomain.nextOperation(), told::add);

      assertThat(result.overallStatus())
          .as("%s: %s", request, result.detail())
          .isEqualTo(HResult.S_OK);
      assertThat(told).as(request.toString()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(told.getLast().numerator())
          .as(request.toString())
          .isEqualTo(told.getLast().denominator());
      assertThat(told).extracting(ProgressStatus::step).as(request.toString()).doesNotContain("");
    }
  }

  @Test
  void everyReportIsStoppedByACancelAndLeavesNothing() throws Exception {
    Map<String, String> before = FileTree.of(domain.base());
    for (GpmcRequest request : requests) {
      for (int steps = 0; steps <= 1; steps++) {
        GpmcResult result = domain.cancelledAfter(steps, request, TestDomain.nextOperation());

        assertThat(result.overallStatus())
            .as("%s after %d steps: %s", request, steps, result.detail())
            .isEqualTo(HResult.ERROR_CANCELLED);
        assertThat(result.value()).as(request.toString()).isEmpty();
      }
    }
    assertThat(FileTree.of(domain.base())).isEqualTo(before);
  }

  @Test
  void aGpoAndItsBackupShowThePackagesThatTheDirectoryHolds() throws Exception {
    SampleObjects.install(domain.directory.gpos(), domain.idOf(GPO), deployed("Editor"));
    ResultValue.Backup backup = domain.backup(GPO);

    String live = report(new ReportGpo(new GpoName.ByDisplayName(GPO), ReportType.XML));
    String stored =
        report(
            new ReportBackup(
                new BackupSelector.ById(backup.id()), TestDomain.STORE, ReportType.XML));

    assertThat(live).contains("MsiApplication", ":Name>Editor<", ":DeploymentType>Assign<");
    assertThat(packages(stored)).isEqualTo(packages(live));
  }

  private static String packages(String report) {
    return report.substring(
        report.indexOf("MsiApplication>"), report.lastIndexOf("MsiApplication>"));
  }

  private static DirectoryObject deployed(String name) {
    DirectoryObject known =
        SampleObjects.registered(name, 1, "\\\\x\\editor.aas", "D:(A;;GA;;;DA)");
    Map<String, List<Bytes>> attributes = new TreeMap<>(known.attributes());
    attributes.put("packageFlags", List.of(Bytes.of("1136".getBytes(StandardCharsets.US_ASCII))));
    return new DirectoryObject(
        known.rdn(), known.objectClass(), attributes, known.securityDescriptor(), List.of());
  }

  private String report(GpmcRequest request) throws Exception {
    return domain.succeed(ResultValue.Report.class, request).text();
  }
}
