package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.directory.sysvol.CentralStore;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.policy.admx.AdmxCache;
import io.gpmcworker.policy.admx.AdmxPolicy;
import io.gpmcworker.policy.admx.TemplateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CentralStoreTest {

  @TempDir Path sysvol;

  private AdmxCache store() {
    return new AdmxCache(new CentralStore(new FolderSysvol(sysvol)), List.of("de-DE"));
  }

  @Test
  void itsTemplatesAreThoseOfTheDomain() throws IOException {
    new TemplateFolder(sysvol.resolve("Policies/policydefinitions"))
        .admx(
            "App",
            "<policies><policy name='P' class='Machine' key='k' valueName='v' displayName='$(string.P)'/></policies>")
        .adml("en-US", "App", "<string id='P'>english</string>", "")
        .adml("de-DE", "App", "<string id='P'>deutsch</string>", "");

    assertThat(store().current(() -> {}).policies())
        .extracting(AdmxPolicy::displayName)
        .containsExactly("deutsch");
  }

  @Test
  void aDomainWithoutOneHasNoTemplates() throws IOException {
    Files.createDirectories(sysvol.resolve("Policies"));

    assertThat(store().current(() -> {}).policies()).isEmpty();
    assertThat(store().current(() -> {}).problems()).isEmpty();
  }
}
