package io.gpmcworker.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker starts with, and what it refuses to. */
class AccessTest {

  /** The SHA-256 of {@code secret}. */
  private static final String HASH =
      "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "no-such-name.invalid"})
  void withoutKeysOrAProviderAForeignAddressIsRefused(String host) {
    assertThatThrownBy(() -> open(host, true).check())
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("'" + host + "'", "gpmc.api.keys-file", "gpmc.api.enabled=false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
  void thisMachineIsFine(String host) {
    assertThatCode(() -> open(host, true).check()).doesNotThrowAnyException();
  }

  @Test
  void aForeignAddressIsFineWhereTheInterfaceIsOffOrSomebodyIsAskedForAName() throws IOException {
    Path keys = keys("jane viewer " + HASH);

    assertThatCode(() -> open("0.0.0.0", false).check()).doesNotThrowAnyException();
    assertThatCode(() -> withKeys(keys).check()).doesNotThrowAnyException();
    assertThatCode(() ->
            new Access(config(true, Optional.empty()), true, some(), Optional.empty(), "0.0.0.0")
                .check())
        .doesNotThrowAnyException();
  }

  @Test
  void aProviderThatIsNamedAndNotSwitchedOnIsNotPassedOver() {
    Access access =
        new Access(config(true, Optional.empty()), false, some(), Optional.empty(), "127.0.0.1");

    assertThatThrownBy(access::check).hasMessageContaining("quarkus.oidc.tenant-enabled=true");
  }

  @Test
  void keysAreKnownByTheirHashes() throws IOException {
    ApiKeys keys = ApiKeys.read(keys("# people\n\njane operator " + HASH + "\n"));

    assertThat(keys.holder("secret")).contains(new ApiKeys.Holder("jane", Role.OPERATOR));
    assertThat(keys.holder("Secret")).isEmpty();
    assertThat(keys.holder(HASH)).as("the hash is no key").isEmpty();
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> withKeys(missing).check())
        .hasMessage("gpmc.api.keys-file is '%s', which is no file.".formatted(missing));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jane operator",
        "jane king " + HASH,
        "jane operator plain-text-key",
        "ja\u0007ne operator " + HASH,
        "jane operator " + HASH + " more"
      })
  void aLineThatIsNoneIsNamedAndNotQuoted(String line) throws IOException {
    Path file = keys("first viewer " + HASH + "\n" + line);

    assertThatThrownBy(() -> withKeys(file).check())
        .hasMessageStartingWith("Line 2 of gpmc.api.keys-file '" + file)
        .hasMessageNotContaining("jane")
        .hasMessageNotContaining("plain-text-key");
  }

  @Test
  void aFileWithoutKeysIsRefused() throws IOException {
    Path file = keys("# nobody yet\n");

    assertThatThrownBy(() -> withKeys(file).check()).hasMessageEndingWith("holds no key.");
  }

  @Test
  void aFileThatEverybodyMayChangeIsRefused() throws IOException {
    Path file = keys("jane viewer " + HASH);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertThatThrownBy(() -> withKeys(file).check()).hasMessageContaining("chmod o-w");
  }

  private Path keys(String text) throws IOException {
    return Files.writeString(folder.resolve("keys"), text);
  }

  private static Access open(String host, boolean enabled) {
    return new Access(
        config(enabled, Optional.empty()), false, Optional.empty(), Optional.empty(), host);
  }

  private static Access withKeys(Path file) {
    return new Access(
        config(true, Optional.of(file)), false, Optional.empty(), Optional.empty(), "0.0.0.0");
  }

  private static Optional<String> some() {
    return Optional.of("https://id.example");
  }

  private static ApiConfig config(boolean enabled, Optional<Path> keysFile) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withMapping(ApiConfig.class)
            .withDefaultValue("gpmc.api.enabled", Boolean.toString(enabled));
    keysFile.ifPresent(file -> builder.withDefaultValue("gpmc.api.keys-file", file.toString()));
    return builder.build().getConfigMapping(ApiConfig.class);
  }
}
