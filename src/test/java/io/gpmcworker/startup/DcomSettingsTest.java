package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.dcom.DcomDomainSettings;
import io.gpmcworker.gpmc.dcom.exporter.ExporterSettings;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dcom domain is configured in full, or the worker does not start and says what to set. */
class DcomSettingsTest {

  private static final String PASSWORD = "s3cret!";

  @TempDir Path folder;

  private Map<String, String> whole() {
    return new TreeMap<>(
        Map.of(
            "gpmc.domains.corp.driver", "dcom",
            "gpmc.domains.corp.dns-name", "corp.example",
            "gpmc.domains.corp.account.name", "CORP\\svc-worker",
            "gpmc.domains.corp.account.password", PASSWORD,
            "gpmc.domains.corp.dcom.host", "gpmc1.corp.example",
            "gpmc.domains.corp.dcom.backup-stores.default", "D:\\Gpo Backups",
            "gpmc.dcom.callback.advertised-hosts", "worker.corp.example,10.0.0.7"));
  }

  private WorkerSettings read(Map<String, String> values) throws Exception {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) ->
        text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    Path file = Files.writeString(folder.resolve("worker.properties"), text);
    return WorkerSettings.read(Optional.of(file));
  }

  private static void check(WorkerSettings settings) throws UnfitException {
    new DomainCheck(settings.domains(), settings.callbacks()).run();
  }

  @Test
  void everythingElseHasADefault() throws Exception {
    WorkerSettings settings = read(whole());
    check(settings);
    DcomDomainSettings corp = DcomSettings.of("corp", settings.domains());
    assertThat(corp.host().host()).isEqualTo("gpmc1.corp.example");
    assertThat(corp.host().callTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(corp.silence()).isEqualTo(Duration.ofSeconds(60));
    assertThat(corp.stores()).containsEntry(new BackupStoreName("default"), "D:\\Gpo Backups");
    assertThat(corp.domains()).containsEntry("corp", "corp.example");
    assertThat(corp.caller()).hasToString("CORP\\svc-worker");
    ExporterSettings callbacks = DcomSettings.callbacks(settings.callbacks(), settings.domains());
    assertThat(callbacks.resolverPort()).isEqualTo(135);
    assertThat(callbacks.objectPort()).isEqualTo(49135);
    assertThat(callbacks.advertisedHosts()).containsExactly("worker.corp.example", "10.0.0.7");
    assertThat(callbacks.callers()).hasToString("[CORP\\svc-worker]");
  }

  @Test
  void passwordsComeFromFilesAndAreInNoText() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
    Map<String, String> values = whole();
    values.remove("gpmc.domains.corp.account.password");
    values.put("gpmc.domains.corp.account.password-file", secret.toString());
    values.put("gpmc.domains.corp.dcom.callback-account.name", "CORP\\svc-gpmc");
    values.put("gpmc.domains.corp.dcom.callback-account.password-file", secret.toString());
    WorkerSettings settings = read(values);
    DcomDomainSettings corp = DcomSettings.of("corp", settings.domains());
    ExporterSettings callbacks = DcomSettings.callbacks(settings.callbacks(), settings.domains());
    assertThat(corp.host().account().password().read()).isEqualTo(PASSWORD);
    assertThat(corp.caller().user()).isEqualTo("svc-gpmc");
    assertThat(corp.toString()).doesNotContain(PASSWORD);
    assertThat(callbacks.toString()).doesNotContain(PASSWORD);
  }

  @Test
  void aChangedPasswordHoldsFromTheNextLogOn() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), PASSWORD + "\n");
    Map<String, String> values = whole();
    values.remove("gpmc.domains.corp.account.password");
    values.put("gpmc.domains.corp.account.password-file", secret.toString());
    DcomDomainSettings corp = DcomSettings.of("corp", read(values).domains());
    Files.writeString(secret, "changed\n");
    assertThat(corp.host().account().password().read()).isEqualTo("changed");
    assertThat(corp.caller().password().read()).isEqualTo("changed");
    Files.delete(secret);
    assertThatThrownBy(() -> corp.host().account().password().read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(secret.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpmc.domains.corp.account.name | svc-worker | account.name is 'svc-worker'; write it as DOMAIN\\name",
        "gpmc.domains.corp.account.authentication | anonymous | account.authentication must be 'password'",
        "gpmc.domains.corp.dcom.host | gpmc1:135 | dcom.host is 'gpmc1:135'; write a host's name",
        "gpmc.domains.corp.dcom.call-timeout | 0s | dcom.call-timeout is PT0S; give it a time",
        "gpmc.domains.corp.dcom.backup-stores.default | /backups | dcom.backup-stores.default is '/backups'; write a folder of the Windows host",
        "gpmc.domains.corp.dcom.backup-stores.default | D:\\a\\..\\b | write a folder of the Windows host",
        "gpmc.dcom.callback.bind | worker | gpmc.dcom.callback.bind is 'worker'; write an IP address",
        "gpmc.dcom.callback.advertised-hosts | worker:1 | advertised-hosts is 'worker:1'",
        "gpmc.dcom.callback.port | 65536 | gpmc.dcom.callback.port is 65536; a port is",
      })
  void whatIsWrongIsNamedWithItsSetting(String key, String value, String sentence)
      throws Exception {
    Map<String, String> values = whole();
    values.put(key, value);
    WorkerSettings settings = read(values);
    assertThatThrownBy(() -> check(settings))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "gpmc.domains.corp.dcom.,           gpmc.domains.corp.dcom.host is missing",
    "gpmc.domains.corp.account.password, account.password-file",
    "gpmc.domains.corp.account.name,    account.name is missing",
    "gpmc.dcom.callback.,               advertised-hosts is missing",
  })
  void whatIsMissingIsNamed(String prefix, String sentence) throws Exception {
    Map<String, String> values = whole();
    values.keySet().removeIf(key -> key.startsWith(prefix));
    WorkerSettings settings = read(values);
    assertThatThrownBy(() -> check(settings))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aPortThatIsTakenIsSaidWithItsSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Map<String, String> values = whole();
      values.put("gpmc.dcom.callback.port", "0");
      values.put("gpmc.dcom.callback.resolver-port", Integer.toString(taken.getLocalPort()));
      WorkerSettings settings = read(values);
      try (ConfiguredCallbacks callbacks =
          new ConfiguredCallbacks(settings.callbacks(), settings.domains())) {
        assertThatThrownBy(callbacks::exporter)
            .isInstanceOf(UnfitException.class)
            .hasMessageContaining("gpmc.dcom.callback.port is 0 and .resolver-port")
            .hasMessageContaining("forwarded");
      }
    }
  }
}
