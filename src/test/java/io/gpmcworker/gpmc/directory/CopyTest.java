package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
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
    return new CopyGpo(
        new GpoName.ByDisplayName(SOURCE),
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        acl);
  }

  private GpoAttributes attributes(UUID id) throws Exception {
    return domain.directory.gpos().find(id).orElseThrow().attributes();
  }

  private Map<String, String> files(UUID id) {
    Map<String, String> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    files.putAll(TestDomain.tree(domain.gpoFolder(id)));
    files.remove("gpt.ini");
    return files;
  }

  @Test
  void aCopyIsANewGpoWithTheSettingsAndTheWmiFilterOfItsSource() throws Exception {
    GpoAttributes source = attributes(domain.idOf(SOURCE));

    ResultValue.Gpo copy = domain.succeed(ResultValue.Gpo.class, copy("Copy", true));

    assertThat(copy.id()).isNotEqualTo(source.id());
    assertThat(attributes(copy.id()))
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
    assertThat(files(copy.id())).isEqualTo(files(source.id()));
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
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> domain.run(request)))
        .hasMessage("There is no domain 'lab' in the configuration; correct targetDomain.");
  }
}
