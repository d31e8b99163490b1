package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.WrittenBackup;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code ./gpmc diff} through its entry, with what it prints and its exit code. */
class DiffCommandTest extends OfflineCommandTest {

  @Test
  void diffOfEqualBackupsSaysSo() throws IOException {
    Path one = passwords(7).write(store());
    Path two = passwords(7).write(store());

    assertThat(run("diff", one, two)).isEqualTo(new Ran(0, "The settings are the same.\n", ""));
  }

  @Test
  void diffTellsOldAndNewValues() throws IOException {
    Path one = passwords(7).write(store());
    Path two = passwords(14).name("Renamed").write(store());

    Ran ran = run("diff", one, two);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("--- " + one.getFileName(), "+++ " + two.getFileName())
        .contains("Computer › Security › Password Policy\n  ~ Minimum password length\n")
        .contains("      Setting: 7 characters → 14 characters\n")
        .contains("      Value: Sample → Renamed\n")
        .contains("0 added, 0 removed, 2 changed.");
  }

  @Test
  void diffInJsonIsForPrograms() throws IOException {
    Path one = registry("One", 1).write(store());
    Path two = registry("Two", 2).write(store());

    Ran ran = run("diff", one, two, "--format", "json");
    JsonNode json = new ObjectMapper().readTree(ran.out());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(json.at("/before/id").asText()).isEqualTo(name(one));
    assertThat(json.at("/after/displayName").asText()).isEqualTo("Sample");
    assertThat(json.at("/changes").findValuesAsText("kind")).containsExactly("removed", "added");
    assertThat(json.at("/changes/0/setting").asText()).isEqualTo("Software\\Policies\\Sample\\One");
    assertThat(json.at("/changes/1/values/0/after/0").asText()).isEqualTo("2");
  }

  @Test
  void diffSeesFilesThatNoReportShows() throws IOException {
    String script = "Machine\\Scripts\\Startup\\a.cmd";
    Path one = passwords(7).file(script, "rem 1").write(store());
    Path two = passwords(7).file(script, "rem 2").write(store());

    Ran ran = run("diff", one, two);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("GPO › Files")
        .containsPattern("(?i)~ machine\\\\scripts.*a\\.cmd");
  }

  @Test
  void diffSeesWhatAReportCannotTellApart() throws IOException {
    Path one = text(RegistryType.REG_SZ).write(store());
    Path two = text(RegistryType.REG_EXPAND_SZ).write(store());

    assertThat(run("diff", one, two).code()).isEqualTo(1);
  }

  private static WrittenBackup text(RegistryType type) throws IOException {
    RegistryPolicy policy =
        new RegistryPolicy(
            List.of(
                new RegistryPolicyEntry(
                    "Software\\Policies\\Sample",
                    "Path",
                    type.code(),
                    Bytes.of("%TEMP%\0".getBytes(StandardCharsets.UTF_16LE)))));
    return new WrittenBackup()
        .extensions(REGISTRY)
        .file("Machine\\registry.pol", policy.toByteArray());
  }
}
