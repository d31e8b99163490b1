package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportBackup;
import io.gpmcworker.gpmc.GpmcRequest.ReportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.testing.FileTree;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadSurroundingsTest {

  @TempDir Path folder;
  private TestDomain domain;

  @BeforeEach
  void open() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> !name.equals(EmbeddedDomain.LARGE_SAMPLE));
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private static BackupGpo backupOf(String name) {
    return new BackupGpo(new GpoName.ByDisplayName(name), TestDomain.STORE, "");
  }

  @Test
  void anAmbiguousNameIsAnErrorThatListsTheCandidates() throws Exception {
    UUID one = domain.idOf("Drive Maps");
    UUID other = domain.idOf("Services");
    GpoAttributes services = domain.directory.gpos().find(other).orElseThrow().attributes();
    domain
        .directory
        .gpos()
        .replace(
            new GpoAttributes(
                other,
                services.domain(),
                "drive maps",
                services.flags(),
                services.version(),
                services.machineExtensionNames(),
                services.userExtensionNames(),
                services.wmiFilter(),
                services.securityDescriptor()));

    GpmcResult result = domain.run(backupOf("Drive Maps"));

    assertThat(result.overallStatus()).isEqualTo(HResult.E_INVALIDARG);
    assertThat(result.detail()).contains(Guids.braced(one), Guids.braced(other));
    assertThatThrownBy(() -> domain.driver.target(backupOf("Drive Maps")))
        .isInstanceOf(GpmcException.class)
        .hasMessageContaining(Guids.braced(other));
  }

  @Test
  void aDomainControllerThatIsDownIsASentence() throws Exception {
    int port = domain.embedded.ldapAddress().getPort();
    domain.embedded.close();

    GpmcResult result = domain.run(backupOf("Drive Maps"));

    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DS_SERVER_DOWN);
    assertThat(result.detail())
        .contains("127.0.0.1:" + port, "does not answer")
        .doesNotContain("Exception");
    assertThat(FileTree.of(domain.store)).containsOnlyKeys("/");
  }

  @Test
  void theDriverWorksAgainOnceTheDomainControllerIsBack() throws Exception {
    domain.backup("Drive Maps");
    int port = domain.embedded.ldapAddress().getPort();
    domain.embedded.close();
    assertThat(domain.run(backupOf("Drive Maps")).overallStatus())
        .isEqualTo(HResult.ERROR_DS_SERVER_DOWN);
    try (EmbeddedDomain back = EmbeddedDomain.open(folder.resolve("domain"), port)) {
      assertThat(back.ldapAddress().getPort()).isEqualTo(port);
      domain.backup("Drive Maps");
    }
  }

  @Test
  void aDomainOfAnotherNameIsASentence() throws Exception {
    DirectoryDomainSettings right = domain.embedded.settings("corp");
    DirectoryDomainSettings wrong =
        new DirectoryDomainSettings(
            "corp",
            "other.example",
            right.controllers(),
            right.names(),
            right.ldap(),
            right.sysvol());
    try (DirectoryDriver driver =
        new DirectoryDriver(wrong, Map.of(TestDomain.STORE, domain.store))) {
      assertThatThrownBy(() -> driver.target(backupOf("Drive Maps")))
          .hasMessageContaining("serves corp.example and not other.example");
    }
  }

  @Test
  void aControllerThatNeverAnswersIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0);
        DirectoryDriver driver =
            new DirectoryDriver(
                new DirectoryDomainSettings(
                    "corp",
                    "corp.example",
                    new Controllers.Named(List.of("127.0.0.1")),
                    new HostNames(List.of(), Duration.ofMillis(500)),
                    LdapSettings.plain(silent.getLocalPort(), Duration.ofMillis(500)),
                    new SysvolPlace.InFolder(folder)),
                Map.of(TestDomain.STORE, domain.store))) {
      GpmcResult result =
          TestDomain.run(
              driver, backupOf("Drive Maps"), TestDomain.nextOperation(), progress -> {});
      assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DS_SERVER_DOWN);
    }
  }

  @Test
  void aFullDiskIsASentenceAndLeavesNothing() throws Exception {
    domain.embedded.seedSamples();
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"));
        DirectoryDriver driver =
            new DirectoryDriver(
                domain.embedded.settings("corp"), Map.of(TestDomain.STORE, disk.folder()))) {
      GpmcResult result =
          TestDomain.run(
              driver,
              backupOf(EmbeddedDomain.LARGE_SAMPLE),
              TestDomain.nextOperation(),
              progress -> {});
      assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DISK_FULL);
      assertThat(result.detail())
          .isEqualTo("The disk of backup store 'default' is full; free some space and try again.");
      assertThat(FileTree.of(disk.folder())).containsOnlyKeys("/");
    }
  }

  @Test
  void aFullDiskInSysvolIsASentenceAndTheGpoStaysAsItWas() throws Exception {
    UUID id = domain.idOf("Drive Maps");
    Path machine = Files.createDirectories(domain.gpoFolder(id).resolve("Machine"));
    Files.write(machine.resolve("large.bin"), new byte[600 << 10]);
    ResultValue.Backup backup = domain.backup("Drive Maps");
    DirectoryDomainSettings usual = domain.embedded.settings("corp");
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"))) {
      Path gpo = disk.folder().resolve("corp.example/Policies").resolve(Guids.braced(id));
      Files.createDirectories(gpo);
      Folders.copy(domain.gpoFolder(id), gpo);
      Map<String, String> before = FileTree.of(disk.folder());
      GpoAttributes attributes = domain.directory.gpos().find(id).orElseThrow().attributes();
      try (DirectoryDriver driver =
          new DirectoryDriver(
              new DirectoryDomainSettings(
                  "corp",
                  usual.dnsName(),
                  usual.controllers(),
                  usual.names(),
                  usual.ldap(),
                  new SysvolPlace.InFolder(disk.folder())),
              Map.of(TestDomain.STORE, domain.store))) {
        GpmcResult result =
            TestDomain.run(
                driver,
                new RestoreGpo(new BackupSelector.ById(backup.id()), TestDomain.STORE),
                TestDomain.nextOperation(),
                progress -> {});

        assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DISK_FULL);
        assertThat(result.detail()).startsWith("The disk of ").contains("free some space");
        assertThat(result.undone()).isTrue();
      }
      Map<String, String> after = FileTree.of(disk.folder());
      after.remove("corp.example/~gpmc-worker/");
      assertThat(after).isEqualTo(before);
      assertThat(domain.directory.gpos().find(id).orElseThrow().attributes()).isEqualTo(attributes);
    }
  }

  @Test
  void aStoreThatCannotBeWrittenIsASentenceAndItsBackupsCanStillBeRestored() throws Exception {
    ResultValue.Backup backup = domain.backup("Drive Maps");
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"));
        DirectoryDriver driver =
            new DirectoryDriver(
                domain.embedded.settings("corp"), Map.of(TestDomain.STORE, disk.folder()))) {
      Folders.copy(domain.store, disk.folder());
      disk.makeReadOnly();
      Map<String, String> held = FileTree.of(disk.folder());

      GpmcResult result =
          TestDomain.run(
              driver, backupOf("Drive Maps"), TestDomain.nextOperation(), progress -> {});

      assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_WRITE_PROTECT);
      assertThat(result.detail())
          .isEqualTo(
              "Backup store 'default' cannot be written: its file system is read-only; mount it writable, or name another.");
      assertThat(FileTree.of(disk.folder())).isEqualTo(held);
      assertThat(
              TestDomain.run(
                      driver,
                      new RestoreGpo(new BackupSelector.ById(backup.id()), TestDomain.STORE),
                      TestDomain.nextOperation(),
                      progress -> {})
                  .overallStatus())
          .isEqualTo(HResult.S_OK);
    }
  }

  @Test
  void anUnknownStoreIsAnErrorThatListsTheConfiguredOnes() throws Exception {
    GpmcResult result =
        domain.run(
            new BackupGpo(
                new GpoName.ByDisplayName("Drive Maps"), new BackupStoreName("nowhere"), ""));
    assertThat(result.overallStatus()).isEqualTo(HResult.E_INVALIDARG);
    assertThat(result.detail()).contains("'nowhere'", "default");
  }

  @Test
  void aGpoWithoutItsFolderIsLeftOutOfABackupOfAllWithAMessage() throws Exception {
    int all = domain.directory.gpos().all().size();
    UUID broken = domain.idOf("Drive Maps");
    Files.move(domain.gpoFolder(broken), folder.resolve("elsewhere"));

    GpmcResult result = domain.run(new BackupAllGpos(TestDomain.STORE, ""));

    assertThat(result.overallStatus()).isEqualTo(HResult.S_OK);
    assertThat(((ResultValue.Backups) result.value().orElseThrow()).backups()).hasSize(all - 1);
    assertThat(result.messages())
        .singleElement()
        .extracting(StatusMessage::message)
        .asString()
        .contains("Drive Maps", "no folder");
  }

  @Test
  void aSymbolicLinkInSysvolIsRefused() throws Exception {
    UUID id = domain.idOf("Drive Maps");
    Files.createSymbolicLink(domain.gpoFolder(id).resolve("User/link"), folder.resolve("anything"));
    GpmcResult result = domain.run(backupOf("Drive Maps"));
    assertThat(result.overallStatus().failed()).isTrue();
    assertThat(result.detail()).contains("User/link", "remove it");
  }

  @Test
  void aReportOfATypeThatIsNotRenderedIsRefused() throws Exception {
    GpmcResult result =
        domain.run(new ReportGpo(new GpoName.ByDisplayName("Drive Maps"), ReportType.INFRA_XML));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_NOT_SUPPORTED);
  }

  @Test
  void aReportInXmlNamesTheGpoItsLinksAndItsSettings() throws Exception {
    ResultValue.Report report =
        domain.succeed(
            ResultValue.Report.class,
            new ReportGpo(new GpoName.ByDisplayName("Drive Maps"), ReportType.XML));
    assertThat(report.text()).contains("<Name>Drive Maps</Name>", "corp.example/Staff", "Projects");
  }

  @Test
  void aReportInHtmlIsAPageOfTheSameSettings() throws Exception {
    ResultValue.Report report =
        domain.succeed(
            ResultValue.Report.class,
            new ReportGpo(new GpoName.ByDisplayName("Drive Maps"), ReportType.HTML));
    assertThat(report.type()).isEqualTo(ReportType.HTML);
    assertThat(report.text())
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>Drive Maps</h1>", "corp.example/Staff", "Projects");
  }

  @Test
  void aBackupHasAReportInHtmlToo() throws Exception {
    ResultValue.Backup backup = domain.backup("Server Hardening");
    ResultValue.Report report =
        domain.succeed(
            ResultValue.Report.class,
            new ReportBackup(
                new BackupSelector.ById(backup.id()), TestDomain.STORE, ReportType.HTML));
    assertThat(report.text())
        .contains("<h1>Server Hardening</h1>", "A backup does not keep where its GPO is linked.");
  }

  @Test
  void aReportInHtmlThatIsCancelledIsNotRendered() throws Exception {
    GpmcResult result =
        domain.cancelledAfter(
            1,
            new ReportGpo(new GpoName.ByDisplayName("Drive Maps"), ReportType.HTML),
            TestDomain.nextOperation());
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
    assertThat(result.value()).isEmpty();
  }

  @Test
  void closingTheDriverCancelsWhatRuns() throws Exception {
    domain.embedded.seedSamples();
    AsyncCall call =
        domain.driver.start(
            backupOf(EmbeddedDomain.LARGE_SAMPLE), TestDomain.nextOperation(), progress -> {});
    domain.driver.close();
    assertThat(call.result().get(10, TimeUnit.SECONDS).overallStatus())
        .isEqualTo(HResult.ERROR_CANCELLED);
    assertThat(FileTree.of(domain.store)).containsOnlyKeys("/");
  }
}
