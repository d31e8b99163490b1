package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.migration.Destination;
import io.gpmcworker.policy.migration.EntryType;
import io.gpmcworker.policy.migration.Mapping;
import io.gpmcworker.policy.migration.MigrationTable;
import io.gpmcworker.policy.security.Ace;
import io.gpmcworker.policy.security.Sid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTest {

  private static final String SOURCE = "Laptops Only";

  @TempDir Path folder;
  private TestDomain domain;

  @BeforeEach
  void seed() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> name.equals(SOURCE));
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private static CopyGpo copy(String name, boolean acl) {
    return Requests.copied(new GpoName.ByDisplayName(SOURCE), name, acl);
  }

  @Test
  void aCopyIsANewGpoWithTheSettingsAndTheWmiFilterOfItsSource() throws Exception {
    GpoAttributes source = domain.attributes(domain.idOf(SOURCE));

    ResultValue.Gpo copy = domain.succeed(ResultValue.Gpo.class, copy("Copy", true));

    assertThat(copy.id()).isNotEqualTo(source.id());
    assertThat(domain.attributes(copy.id()))
        .isEqualTo(
            new GpoAttributes(
                copy.id(),
                "corp.example",
                "Copy",
                source.flags(),
                new GpoVersion(1, 1),
                source.machineExtensionNames(),
                source.userExtensionNames(),
                source.wmiFilter(),
                source.securityDescriptor()));
    assertThat(domain.files(copy.id())).isEqualTo(domain.files(source.id()));
    assertThat(domain.directory.links(domain.directory.gpos().find(copy.id()).orElseThrow()))
        .isEmpty();
  }

  @Test
  void aNameThatIsTakenIsRefused() throws Exception {
    GpmcResult result = domain.run(copy("laptops only", false));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_ALREADY_EXISTS);
    assertThat(result.detail())
        .isEqualTo(
            "Domain corp.example has a GPO 'laptops only' already; choose another name for the"
                + " copy.");
  }

  @Test
  void aDomainThatIsNotConfiguredIsRefused() throws Exception {
    CopyGpo request =
        new CopyGpo(
            new GpoName.ByDisplayName(SOURCE),
            "Copy",
            Optional.of("lab"),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false);
    GpmcResult result = domain.run(request);
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_INVALID_DOMAINNAME);
    assertThat(result.detail())
        .isEqualTo("There is no domain 'lab' in the configuration; correct targetDomain.");
  }

  @Test
  void aCopyInAnotherDomainHasItsPrincipalsMappedAndNoWmiFilter() throws Exception {
    try (TestDomain lab = TestDomain.open(folder.resolve("lab"), "lab.example");
        DirectoryDriver driver = domain.beside("lab", lab.driver)) {
      Files.write(domain.store.resolve("corp to lab.migtable"), TABLE);
      GpmcResult result =
          TestDomain.run(
              driver,
              new CopyGpo(
                  new GpoName.ByDisplayName(SOURCE),
                  "Copy",
                  Optional.of("lab"),
                  Optional.of(TestDomain.STORE),
                  Optional.of(new StoredFileName("corp to lab.migtable")),
                  true,
                  false,
                  true),
              TestDomain.nextOperation(),
              progress -> {});
      assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
      ResultValue.Gpo copy = (ResultValue.Gpo) result.value().orElseThrow();
      assertThat(copy.domain()).isEqualTo("lab.example");
      GpoAttributes attributes = lab.directory.gpos().find(copy.id()).orElseThrow().attributes();
      assertThat(attributes.wmiFilter()).isEmpty();
      assertThat(result.messages())
          .extracting(StatusMessage::message)
          .anyMatch(message -> message.contains("WMI filter"));
      Sid labSid = lab.directory.info().sid();
      assertThat(attributes.securityDescriptor().dacl().orElseThrow().aces())
          .extracting(Ace::trustee)
          .filteredOn(Sid::isDomainRelative)
          .isNotEmpty()
          .allMatch(sid -> sid.domain().equals(Optional.of(labSid)));
    }
  }

  private static final byte[] TABLE =
      new MigrationTable(
              List.of(
                  new Mapping(
                      EntryType.GLOBAL_GROUP,
                      "Domain Admins@corp.example",
                      new Destination.Set("Domain Admins@lab.example")),
                  new Mapping(
                      EntryType.UNIVERSAL_GROUP,
                      "CORP\\Enterprise Admins",
                      new Destination.ByRelativeName())))
          .toByteArray();

  @Test
  void whatATableDoesNotMapIsAnErrorIfTheTableAloneIsToBeUsed() throws Exception {
    Files.write(domain.store.resolve("empty.migtable"), MigrationTable.EMPTY.toByteArray());
    GpmcResult result =
        domain.run(
            new CopyGpo(
                new GpoName.ByDisplayName(SOURCE),
                "Copy",
                Optional.empty(),
                Optional.of(TestDomain.STORE),
                Optional.of(new StoredFileName("empty.migtable")),
                true,
                false,
                true));
    assertThat(result.overallStatus()).isEqualTo(HResult.E_INVALIDARG);
    assertThat(result.detail())
        .startsWith("The settings name what the migration table does not map: ")
        .contains("'Domain Admins@corp.example'", "'Enterprise Admins@corp.example'");
    assertThat(domain.directory.gpos().named("Copy")).isEmpty();
  }
}
