package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.policy.migration.Destination;
import io.gpmcworker.policy.migration.EntryType;
import io.gpmcworker.policy.migration.Mapping;
import io.gpmcworker.policy.migration.MigrationTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration table reaches Preferences only if that is asked for: GPMC's do not. */
class ImportPreferencesTest {

  private static final String GPO = "Local Administrators";
  private static final String GROUPS = "Machine/Preferences/Groups/Groups.xml";

  @TempDir Path folder;
  private TestDomain domain;
  private ResultValue.Backup backup;

  @BeforeEach
  void backUp() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> name.equals(GPO));
    backup = domain.backup(GPO);
    Files.write(
        domain.store.resolve("people.migtable"),
        new MigrationTable(
                List.of(
                    new Mapping(
                        EntryType.GLOBAL_GROUP,
                        "CORP\\Helpdesk",
                        new Destination.Set("Domain Admins@corp.example"))))
            .toByteArray());
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private ImportGpo imported(String table, boolean only, boolean preferences) {
    return new ImportGpo(
        new BackupSelector.ById(backup.id()),
        TestDomain.STORE,
        new GpoName.ByDisplayName("New"),
        Optional.of(new StoredFileName(table)),
        only,
        preferences,
        true);
  }

  private String groups(UUID id) throws IOException {
    return Files.readString(domain.gpoFolder(id).resolve(GROUPS));
  }

  private String groupsOfNew(ImportGpo request) throws Exception {
    return groups(domain.succeed(ResultValue.Gpo.class, request).id());
  }

  @Test
  void theyStayAsTheyAreByDefault() throws Exception {
    assertThat(groupsOfNew(imported("people.migtable", false, false)))
        .isEqualTo(groups(domain.idOf(GPO)))
        .contains("CORP\\Helpdesk");
  }

  @Test
  void theirMembersAreMappedWhereThatIsAskedFor() throws Exception {
    assertThat(groupsOfNew(imported("people.migtable", false, true)))
        .contains("CORP\\Domain Admins", "-512\"")
        .doesNotContain("Helpdesk", "-1106");
  }

  @Test
  void oneThatTheTableDoesNotNameIsAnErrorIfTheTableAloneIsToBeUsed() throws Exception {
    Files.write(domain.store.resolve("empty.migtable"), MigrationTable.EMPTY.toByteArray());
    domain.succeed(ResultValue.Gpo.class, imported("empty.migtable", true, false));

    GpmcResult result = domain.run(imported("empty.migtable", true, true));

    assertThat(result.overallStatus()).isEqualTo(HResult.E_INVALIDARG);
    assertThat(result.detail()).contains("'CORP\\Helpdesk'");
  }

  @Test
  void aDestinationThatIsNoAccountIsAnErrorBeforeAnythingIsTouched() throws Exception {
    Files.write(
        domain.store.resolve("wrong.migtable"),
        new MigrationTable(
                List.of(
                    new Mapping(
                        EntryType.GLOBAL_GROUP,
                        "CORP\\Helpdesk",
                        new Destination.Set("Nobody@corp.example"))))
            .toByteArray());

    GpmcResult result = domain.run(imported("wrong.migtable", false, false));

    assertThat(result.overallStatus()).isEqualTo(HResult.E_INVALIDARG);
    assertThat(result.detail()).contains("Nobody@corp.example");
    assertThat(domain.directory.gpos().named("New")).isEmpty();
  }
}
