package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportStarterGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportStarterGpoBackup;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of Starter GPOs and of their backups: the administrative templates that they hold. */
class StarterReportTest {

  private static final UUID ID = UUID.fromString("0cc42745-34a0-4c7e-acfa-37ce56b13706");
  private static final GpoName STARTER = new GpoName.ById(ID);

  @TempDir Path folder;
  private TestDomain domain;
  private Path starter;

  @BeforeEach
  void create() throws IOException {
    domain = TestDomain.open(folder);
    starter = domain.sysvolFolder().resolve("StarterGPOs").resolve(Guids.braced(ID));
    Files.createDirectories(starter.resolve("Machine"));
    Files.createDirectories(starter.resolve("User"));
    Files.write(
        starter.resolve("Machine/Registry.pol"),
        new RegistryPolicy(
                List.of(
                    new RegistryPolicyEntry(
                        "Software\\Policies\\Example",
                        "Level",
                        4,
                        Bytes.of(new byte[] {7, 0, 0, 0}))))
            .toByteArray());
    Files.writeString(
        starter.resolve("StarterGPO.tmplx"),
        """
        <?xml version="1.0" encoding="utf-8"?>
        <template xmlns="urn:test"><ID>{0CC42745-34A0-4C7E-ACFA-37CE56B13706}</ID>
          <DisplayName>Base &amp; More</DisplayName><Description>For <![CDATA[<all>]]></Description>
          <Author>jane</Author><Product>Windows</Product><Version>1.2</Version>
          <Type>Custom</Type></template>
        """);
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private String report(GpmcRequest request) throws Exception {
    return domain.succeed(ResultValue.Report.class, request).text();
  }

  @Test
  void theXmlSaysWhatTheStarterGpoIsAndWhatItSets() throws Exception {
    String xml = report(new ReportStarterGpo(STARTER, ReportType.XML));

    XmlReader.read(xml.getBytes(StandardCharsets.UTF_16), "report");
    assertThat(xml)
        .contains(
            "<StarterGPO",
            "{0CC42745-34A0-4C7E-ACFA-37CE56B13706}",
            "<Name>Base &amp; More</Name>",
            "<Type>Custom</Type>",
            "<Description>For &lt;all&gt;</Description>",
            "<Author>jane</Author>",
            "<Product>Windows</Product>",
            "<Version>1.2</Version>",
            "Software\\Policies\\Example",
            ">7<");
    assertThat(xml).doesNotContain("LinksTo", "SecurityDescriptor", "VersionDirectory");
  }

  @Test
  void thePageSaysTheSame() throws Exception {
    String page = report(new ReportStarterGpo(STARTER, ReportType.HTML));

    assertThat(page)
        .contains("Starter GPO report", "Base &amp; More", "jane", "1.2", "For &lt;all&gt;")
        .contains("Software\\Policies\\Example")
        .doesNotContain("Links", "Delegation", "WMI filter");
  }

  @Test
  void aBackupIsReportedOnAsItWasThen() throws Exception {
    ResultValue.StarterGpoBackup backup =
        domain.succeed(
            ResultValue.StarterGpoBackup.class,
            new BackupStarterGpo(STARTER, TestDomain.STORE, ""));
    Files.delete(starter.resolve("Machine/Registry.pol"));

    String then =
        report(
            new ReportStarterGpoBackup(
                new BackupSelector.ById(backup.id()), TestDomain.STORE, ReportType.XML));

    assertThat(then).contains("Base &amp; More", "Software\\Policies\\Example");
    assertThat(report(new ReportStarterGpo(STARTER, ReportType.XML)))
        .contains("Base &amp; More")
        .doesNotContain("Software\\Policies\\Example");
  }

  @Test
  void aMalformedTemplateCostsTheReportNothingButItsDetails() throws Exception {
    Files.writeString(starter.resolve("StarterGPO.tmplx"), "<template>");

    GpmcResult result = domain.run(new ReportStarterGpo(STARTER, ReportType.XML));

    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    assertThat(result.messages())
        .extracting(StatusMessage::message)
        .singleElement()
        .asString()
        .contains("StarterGPO.tmplx");
    assertThat(((ResultValue.Report) result.value().orElseThrow()).text())
        .contains("Software\\Policies\\Example");
  }

  @Test
  void aTypeThatIsNotRenderedAndAStarterGpoThatIsNotThereAreErrors() throws Exception {
    assertThat(domain.run(new ReportStarterGpo(STARTER, ReportType.INFRA_XML)).overallStatus())
        .isEqualTo(HResult.ERROR_NOT_SUPPORTED);
    assertThat(
            domain
                .run(new ReportStarterGpo(new GpoName.ByDisplayName("none"), ReportType.XML))
                .detail())
        .isEqualTo("There is no Starter GPO 'none' in domain corp.example.");
  }
}
