package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.backup.SecurityGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
