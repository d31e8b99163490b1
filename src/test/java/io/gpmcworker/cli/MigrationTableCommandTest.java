package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.policy.backup.SecurityGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code ./gpmc migration-table} through its entry, with what it prints and its exit code. */
class MigrationTableCommandTest extends OfflineCommandTest {

  @Test
  void migrationTableListsPrincipalsAndPaths() throws IOException {
    Path backup =
        passwords(7)
            .named(
                List.of(
                    new SecurityGroup(
                        true,
                        "S-1-5-21-1-2-3-1104",
                        "Helpdesk",
                        SecurityGroup.Type.GlobalGroup,
                        "CORP",
                        "corp.example",
                        "Helpdesk@corp.example")),
                List.of("\\\\files.corp.example\\share"))
            .write(store());
    Path file = folder.resolve("to.migtable");

    Ran shown = run("migration-table", backup);
    Ran written = run("migration-table", backup, "-o", file);

    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("<Source>Helpdesk@corp.example</Source>", "<Type>GlobalGroup</Type>")
        .contains("<Type>UNCPath</Type>", "<Source>\\\\files.corp.example\\share</Source>");
    assertThat(written).isEqualTo(new Ran(0, "", ""));
    assertThat(Files.readString(file, StandardCharsets.UTF_16)).contains("encoding=\"utf-16\"");
  }

  @Test
  void aTableOfGposInADomainNamesWhatTheyAndTheirPermissionsName() throws Exception {
    try (EmbeddedDomain embedded = EmbeddedDomain.open(folder.resolve("domain"), 0)) {
      embedded.seedSamples(name -> name.equals("Server Hardening") || name.equals("Drive Maps"));
      Path config =
          Files.writeString(
              folder.resolve("worker.properties"),
              """
              gpmc.domains.corp.driver=directory
              gpmc.domains.corp.dns-name=%s
              gpmc.domains.corp.controllers=localhost
              gpmc.domains.corp.account.authentication=anonymous
              gpmc.domains.corp.ldap.security=none
              gpmc.domains.corp.ldap.port=%d
              gpmc.domains.corp.sysvol.folder=%s
              """
                  .formatted(
                      embedded.dnsName(), embedded.ldapAddress().getPort(), embedded.sysvol()));
      Object[] both = {
        "migration-table",
        "--domain",
        "corp",
        "--config",
        config,
        "--gpo",
        "Server Hardening",
        "--gpo",
        "Drive Maps"
      };

      Ran plain = run(both);
      Ran more = run(Stream.concat(Stream.of(both), Stream.of("--preferences")).toArray());
      Ran missing =
          run("migration-table", "--domain", "corp", "--config", config, "--gpo", "No such");

      assertThat(plain.code()).as("%s", plain).isZero();
      assertThat(plain.out())
          .contains("<Source>Domain Admins@corp.example</Source>")
          .doesNotContain("<Type>UNCPath</Type>");
      assertThat(more.out())
          .as("the shares of drive maps are named by Preferences alone")
          .contains("<Type>UNCPath</Type>");
      assertThat(missing.code()).isEqualTo(2);
      assertThat(missing.err()).contains("There is no GPO 'No such' in domain corp.example.");
    }
  }
}
