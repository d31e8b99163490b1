package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalBroker;
import io.gpmcworker.cli.local.LocalDatabase;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.testing.LocalServices;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged worker in surroundings that are not as they must be: one sentence, no stack trace.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadSurroundingsIT {

  private final Installation installation = Installation.current();
  private DataFolder data;
  private LocalDatabase database;
  private LocalBroker broker;
  private Map<String, String> good;

  @TempDir static Path store;

  @BeforeAll
  void start() throws IOException {
    Files.createDirectories(installation.work());
    data = DataFolder.open(Files.createTempDirectory(installation.work(), "bad-"));
    database = LocalDatabase.start(installation, data, 0);
    broker = LocalBroker.start(installation, data, 0);
    LocalServices.createTopics(broker.bootstrapServers());
    good = new HashMap<>(LocalWorker.connections(broker, database));
    good.put("gpmc.startup.patience", "0s");
    good.put("gpmc.backup-stores.default.path", store.toString());
    good.put("quarkus.http.port", "0");
  }

  @AfterAll
  void stop() {
    broker.close();
    database.close();
    Path folder = data.path();
    data.close();
    DataFolder.delete(folder);
  }

  @Test
  void aBrokerThatIsDown() throws Exception {
    assertEndsWith(
        Map.of("kafka.bootstrap.servers", "127.0.0.1:1"),
        "Kafka does not answer at 127.0.0.1:1; check kafka.bootstrap.servers.");
  }

  @Test
  void aDatabaseThatIsDown() throws Exception {
    assertEndsWith(
        Map.of("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/gpmc"),
        "PostgreSQL does not answer at jdbc:postgresql://127.0.0.1:1/gpmc");
  }

  @Test
  void aWrongPassword() throws Exception {
    String output =
        assertEndsWith(
            Map.of("quarkus.datasource.password", "wrong-secret"),
            "refuses user 'gpmc'; check quarkus.datasource.username and"
                + " quarkus.datasource.password.");
    assertThat(output).doesNotContain("wrong-secret");
  }

  @Test
  void aDatabaseThatDoesNotExist() throws Exception {
    assertEndsWith(
        Map.of("quarkus.datasource.jdbc.url", database.jdbcUrl() + "_missing"),
        "has no such database");
  }

  @Test
  void aTopicThatIsMissing() throws Exception {
    assertEndsWith(
        Map.of("gpmc.topics.commands", "nowhere"),
        "has no topic nowhere; create it (kafka-topics.sh --bootstrap-server "
            + broker.bootstrapServers());
  }

  @Test
  void aBackupStoreThatIsMissing() throws Exception {
    assertEndsWith(
        Map.of("gpmc.backup-stores.default.path", store.resolve("not-there").toString()),
        "which is no folder; create it.");
  }

  @Test
  void aPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEndsWith(
          Map.of("quarkus.http.port", Integer.toString(taken.getLocalPort())),
          Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void anAddressThatOthersReachWithoutAWayToTellThemApart() throws Exception {
    assertEndsWith(
        Map.of("quarkus.http.host", "0.0.0.0"),
        "its HTTP interface would be open to everybody who reaches '0.0.0.0' (quarkus.http.host)."
            + " Set gpmc.api.keys-file or quarkus.oidc.tenant-enabled");
  }

  @Test
  void keysThatEverybodyMayChange() throws Exception {
    Path keys = Files.writeString(store.resolve("keys"), "");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEndsWith(
        Map.of("quarkus.http.host", "0.0.0.0", "gpmc.api.keys-file", keys.toString()),
        "can be changed by everybody on this machine; take that away with chmod o-w.");
  }

  @Test
  void aDriverThatDoesNotExist() throws Exception {
    assertEndsWith(
        Map.of(
            "gpmc.domains.corp.driver", "magic",
            "gpmc.domains.corp.dns-name", "corp.example",
            "gpmc.domains.corp.controllers", "127.0.0.1",
            "gpmc.domains.corp.sysvol.folder", store.toString()),
        "gpmc.domains.corp.driver");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws Exception {
    String output =
        assertEndsWith(
            Map.of(
                "gpmc.worker.capasity", "5",
                "gpmc.worker.lease", "3s",
                "gpmc.domains.corp.driver", "directory",
                "gpmc.domains.corp.dns-name", "corp.example",
                "gpmc.domains.corp.account.name", "svc@corp.example",
                "gpmc.domains.corp.account.pasword", "hidden-secret",
                "gpmc.backup-stores.default.path", store.resolve("not-there").toString()),
            "gpmc.worker.capasity is no setting; did you mean gpmc.worker.capacity.");
    assertThat(output)
        .contains("did you mean gpmc.domains.corp.account.password.")
        .contains("gpmc.worker.lease is 3000 ms")
        .contains("which is no folder; create it.")
        .contains("gpmc.domains.corp.account.password-file (or gpmc.domains.corp.account.password)")
        .doesNotContain("hidden-secret");
  }

  private String assertEndsWith(Map<String, String> changed, String sentence) throws Exception {
    Map<String, String> configuration = new HashMap<>(good);
    configuration.putAll(changed);
    List<String> command = new ArrayList<>();
    command.add(installation.java().toString());
    configuration.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", installation.workerJar().toString()));
    Process process =
        new ProcessBuilder(command).directory(store.toFile()).redirectErrorStream(true).start();
    process.onExit().orTimeout(40, TimeUnit.SECONDS).exceptionally(e -> process.destroyForcibly());
    String output;
    try (InputStream written = process.getInputStream()) {
      output = new String(written.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(output).contains(sentence).doesNotContain("\tat ");
    assertThat(process.exitValue()).isNotZero();
    return output;
  }
}
