package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./gpmc doctor} with the worker's own properties file. */
class DoctorCommandTest {

  @TempDir Path base;

  private record Ran(int code, String out) {}

  private Ran doctor(String properties, String domain, String... more) throws Exception {
    Path file = Files.writeString(base.resolve("worker.properties"), properties);
    StringWriter out = new StringWriter();
    List<String> arguments =
        new ArrayList<>(List.of("doctor", "--domain", domain, "--config", file.toString()));
    arguments.addAll(List.of(more));
    int code =
        Main.commandLine().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
    return new Ran(code, out.toString());
  }

  @Test
  void eachStepIsToldAndAllIsWell() throws Exception {
    try (EmbeddedDomain embedded = EmbeddedDomain.open(base.resolve("domain"), 0)) {
      Ran ran =
          doctor(
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
                      embedded.dnsName(), embedded.ldapAddress().getPort(), embedded.sysvol()),
              "corp");
      assertThat(ran.code()).as(ran.out()).isZero();
      assertThat(ran.out())
          .contains("ok       settings", "ok       bind", "ok       write SYSVOL")
          .doesNotContain("FAILED");
    }
  }

  @Test
  void itIsToldForProgramsToo() throws Exception {
    String settings = "gpmc.domains.corp.driver=directory\ngpmc.domains.corp.dns-name=c.example\n";
    JsonNode told = new ObjectMapper().readTree(doctor(settings, "crop", "-o", "json").out());
    Ran lines = doctor(settings, "crop", "-o", "jsonl");

    assertThat(told.path("domain").asText()).isEqualTo("crop");
    assertThat(told.path("passed").asBoolean(true)).isFalse();
    assertThat(told.at("/steps/0/outcome").asText()).isEqualTo("failed");
    assertThat(told.at("/steps/0/remedy").asText()).isEqualTo("Correct the worker's settings.");
    assertThat(lines.code()).isEqualTo(1);
    assertThat(lines.out().lines())
        .singleElement()
        .asString()
        .startsWith("{\"step\":\"settings\",\"outcome\":\"failed\"");
  }

  @Test
  void withoutAnySettingsItAsksForTheFile() throws Exception {
    Ran ran = doctor("", "corp");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("nor any other: name the worker's properties file");
  }

  @Test
  void aDomainThatIsNotConfiguredIsSaidWithThoseThatAre() throws Exception {
    Ran ran =
        doctor(
            "gpmc.domains.corp.driver=directory\ngpmc.domains.corp.dns-name=c.example\n", "crop");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("FAILED   settings", "no gpmc.domains.crop", "[corp]");
  }

  @Test
  void aValueThatIsWrongIsSaidWithItsSetting() throws Exception {
    Ran ran =
        doctor(
            "gpmc.domains.corp.driver=telepathy\ngpmc.domains.corp.dns-name=c.example\n", "corp");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("FAILED   settings", "gpmc.domains.corp.driver", "telepathy");
  }
}
