package io.gpmcworker.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which worker is meant, and who asks. */
class ProfilesTest {

  @TempDir Path home;

  @BeforeEach
  void config() throws IOException {
    Files.createDirectories(home.resolve(".config/gpmc"));
    Files.writeString(
        home.resolve(".config/gpmc/config.properties"),
        """
        url=https://gpmc.example.com/
        api-key-file=key
        domain=corp
        backup-store=default
        lab.url=http://lab.example.com:8480
        lab.token=abc
        """);
    Files.writeString(home.resolve(".config/gpmc/key"), "secret-of-file\n");
    Files.writeString(home.resolve("http-address"), "http://127.0.0.1:8480\n");
  }

  private Profile find(Map<String, String> environment, String profile, String url) {
    return new Profiles(environment, home, home.resolve("http-address"))
        .find(
            Optional.of(profile).filter(it -> !it.isEmpty()),
            Optional.of(url).filter(it -> !it.isEmpty()));
  }

  @Test
  void theFileSaysAllOfTheDefaultProfile() {
    Profile profile = find(Map.of(), "", "");

    assertThat(profile.url()).isEqualTo(URI.create("https://gpmc.example.com"));
    assertThat(profile.credential()).contains(new Credential("X-API-Key", "secret-of-file"));
    assertThat(profile.domain()).contains("corp");
    assertThat(profile.backupStore()).contains("default");
  }

  @Test
  void aProfileWithANameHasNothingOfTheDefault() {
    Profile profile = find(Map.of("GPMC_PROFILE", "lab"), "", "");

    assertThat(profile.url()).isEqualTo(URI.create("http://lab.example.com:8480"));
    assertThat(profile.credential()).contains(new Credential("Authorization", "Bearer abc"));
    assertThat(profile.domain()).isEmpty();
    assertThat(find(Map.of(), "lab", "")).isEqualTo(profile);
  }

  @Test
  void theEnvironmentCountsBeforeTheFileAndTheCommandLineBeforeBoth() {
    Map<String, String> environment =
        Map.of("GPMC_URL", "http://env:1", "GPMC_API_KEY", "k", "GPMC_DOMAIN", "d");

    assertThat(find(environment, "", "").url()).isEqualTo(URI.create("http://env:1"));
    assertThat(find(environment, "", "").credential()).contains(Credential.apiKey("k"));
    assertThat(find(environment, "", "").domain()).contains("d");
    assertThat(find(environment, "", "http://line:2").url()).isEqualTo(URI.create("http://line:2"));
  }

  @Test
  void theFileIsWhereXdgSays() throws IOException {
    Path config = Files.createDirectories(home.resolve("xdg/gpmc"));
    Files.writeString(config.resolve("config.properties"), "url=http://xdg:1\n");

    assertThat(find(Map.of("XDG_CONFIG_HOME", home.resolve("xdg").toString()), "", "").url())
        .isEqualTo(URI.create("http://xdg:1"));
  }

  @Test
  void otherwiseItIsWhatUpHasStarted() throws IOException {
    Files.delete(home.resolve(".config/gpmc/config.properties"));

    assertThat(find(Map.of(), "", "").url()).isEqualTo(URI.create("http://127.0.0.1:8480"));

    Files.delete(home.resolve("http-address"));
    assertThatThrownBy(() -> find(Map.of(), "", ""))
        .hasMessageContaining("./gpmc up")
        .hasMessageContaining("GPMC_URL");
  }

  @Test
  void aKeyThatIsUnknownIsNamed() throws IOException {
    Files.writeString(home.resolve(".config/gpmc/config.properties"), "uri=http://x\n");

    assertThatThrownBy(() -> find(Map.of(), "", ""))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("'uri'")
        .hasMessageContaining("api-key-file");
  }

  @Test
  void aProfileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> find(Map.of(), "prod", "")).hasMessageContaining("'prod'");
  }

  @Test
  void secretsAreNeverToldBack() {
    Profile profile = find(Map.of(), "", "");
    assertThat(profile.toString()).doesNotContain("secret-of-file");

    assertThatThrownBy(() -> find(Map.of("GPMC_API_KEY", "two\nlines"), "", ""))
        .hasMessageNotContaining("two");
    assertThatThrownBy(() -> find(Map.of("GPMC_URL", "http://me:word@host"), "", ""))
        .hasMessageNotContaining("word@");
  }
}
