package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.dcom.server.GpmcServer.Behaviour;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From topic to topic, with a domain of the dcom driver, configured as anybody would. */
@QuarkusTest
@TestProfile(DcomWorkerTest.RealDomains.class)
@QuarkusTestResource(LocalServices.class)
@QuarkusTestResource(value = DcomWorkerTest.WindowsHost.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledIf(
    value = "portIsThere",
    disabledReason = "port 135 cannot be listened on; the DCOM client knows no other")
class DcomWorkerTest {

  private static final String ADDRESS = ServedDomain.address(9);

  static boolean portIsThere() throws IOException {
    return ServedDomain.portProblem(ADDRESS).isEmpty();
  }

  /** With the domains of the configuration instead of a scripted one. */
  public static class RealDomains implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.arc.exclude-types", "io.gpmcworker.testing.ScriptedDomains");
    }
  }

  /** The GPMC server and where it is. */
  public static class WindowsHost implements QuarkusTestResourceLifecycleManager {

    private static @Nullable ServedDomain served;

    /** Where it is: its port 135 is let go only after the next test class has begun. */
    String address() {
      return ADDRESS;
    }

    /** The host, where the tests are loaded as it is; skips the test, aloud, where they are not. */
    static ServedDomain served() {
      Assumptions.assumeTrue(served != null, "the host is out of reach of the tests' own classes");
      return Objects.requireNonNull(served);
    }

    @Override
    public Map<String, String> start() {
      try {
        Path base = Files.createTempDirectory(Path.of("target"), "dcom-worker-");
        served = new ServedDomain(base, address(), 0);
        Path password = Files.writeString(base.resolve("secret"), ServedDomain.PASSWORD);
        return Map.ofEntries(
            Map.entry("gpmc.domains.corp.driver", "dcom"),
            Map.entry("gpmc.domains.corp.dns-name", served.embedded.dnsName()),
            Map.entry("gpmc.domains.corp.account.name", ServedDomain.CLIENT.toString()),
            Map.entry("gpmc.domains.corp.account.password-file", password.toString()),
            Map.entry("gpmc.domains.corp.dcom.host", address()),
            Map.entry("gpmc.domains.corp.dcom.backup-stores.default", ServedDomain.FOLDER),
            Map.entry("gpmc.domains.corp.dcom.silence", "2s"),
            Map.entry("gpmc.domains.corp.dcom.call-timeout", "5s"),
            Map.entry(
                "gpmc.domains.corp.dcom.callback-account.name", ServedDomain.RUN_AS.toString()),
            Map.entry(
                "gpmc.domains.corp.dcom.callback-account.password", ServedDomain.RUN_AS_PASSWORD),
            Map.entry("gpmc.dcom.callback.bind", "127.0.0.1"),
            Map.entry("gpmc.dcom.callback.port", "0"),
            Map.entry("gpmc.dcom.callback.resolver-port", "0"),
            Map.entry("gpmc.dcom.callback.advertised-hosts", "127.0.0.1"));
      } catch (Exception e) {
        throw new IllegalStateException("The GPMC server does not start", e);
      }
    }

    @Override
    public void stop() {
      try {
        if (served != null) {
          served.close();
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final int LAST = Integer.MAX_VALUE;

  @Inject Domains domains;

  @Inject MeterRegistry registry;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private static String command(String operation, String parameters) {
    return """
    {"operation":"%s","domain":"corp","parameters":{%s},"requestedBy":"test"}\
    """
        .formatted(operation, parameters);
  }

  private static String id() {
    return "dcom-" + UUID.randomUUID();
  }

  @Test
  void aBackupAndAReportGoFromTopicToTopic() {
    try (Topics topics = new Topics(bootstrapServers)) {
      String backup = id();
      topics.start(
          backup,
          command(
              "backup-gpo",
              "\"gpo\":\"Advanced Audit\",\"backupStore\":\"default\",\"comment\":\"by topic\""));
      List<ReceivedEvent> events = topics.awaitEnd(backup);
      assertThat(events.getLast().type()).as(events.toString()).isEqualTo("operation.succeeded");
      assertThat(events.getLast().data().toString()).contains("Advanced Audit", "by topic");
      assertThat(events).extracting(ReceivedEvent::type).contains("operation.progressed");

      String report = id();
      topics.start(report, command("report-domain", "\"reportType\":\"infra-xml\""));
      events = topics.awaitEnd(report);
      assertThat(events.getLast().type()).as(events.toString()).isEqualTo("operation.succeeded");
    }
  }

  @Test
  void aRunningBackupIsCancelledThere() {
    try (Topics topics = new Topics(bootstrapServers)) {
      String id = id();
      topics.start(
          id,
          command(
              "backup-gpo",
              "\"gpo\":\"%s\",\"backupStore\":\"default\"".formatted(EmbeddedDomain.LARGE_SAMPLE)));
      topics.awaitEvent(id, "operation.progressed");
      topics.awaitAnswer(topics.cancel(id));
      List<ReceivedEvent> events = topics.awaitEnd(id);
      assertThat(events).extracting(ReceivedEvent::type).contains("cancel.accepted");
      assertThat(events.getLast().type()).as(events.toString()).isEqualTo("operation.cancelled");
      Topics.assertInOrder(events);
    }
  }

  /** gpmgmt.idl declares the cancel pointer of these two as {@code [in]}. */
  @ParameterizedTest
  @CsvSource({
    "copy-starter-gpo, targetName, Copied by topic",
    "report-starter-gpo, reportType, xml",
  })
  void aCancelOfWhatGpmcHandsNoHandleOutForIsAnsweredNotSupported(
      String operation, String parameter, String value) {
    WindowsHost.served().server.behave(Behaviour.WAITS);
    try (Topics topics = new Topics(bootstrapServers)) {
      String id = id();
      topics.start(
          id,
          command(
              operation,
              "\"starterGpo\":\"%s\",\"%s\":\"%s\""
                  .formatted(ServedDomain.STARTER_NAME, parameter, value)));
      topics.awaitEvent(id, "operation.started");
      await().until(() -> WindowsHost.served().server.running() > 0);
      ReceivedEvent answer = topics.awaitAnswer(topics.cancel(id));
      assertThat(answer.type()).as(answer.toString()).isEqualTo("cancel.not-supported");
      WindowsHost.served().server.behave(Behaviour.WELL);
      List<ReceivedEvent> events = topics.awaitEnd(id);
      assertThat(events.getLast().type()).as(events.toString()).isEqualTo("operation.succeeded");
      assertThat(events).extracting(ReceivedEvent::type).doesNotContain("operation.cancelling");
      Topics.assertInOrder(events);
    } finally {
      WindowsHost.served().server.behave(Behaviour.WELL);
    }
  }

  @Test
  @Order(LAST)
  void aHostThatDiesInTheMiddleOfAChangeLeavesTheOutcomeUnknown() {
    try (Topics topics = new Topics(bootstrapServers)) {
      String backup = id();
      topics.start(
          backup, command("backup-gpo", "\"gpo\":\"Advanced Audit\",\"backupStore\":\"default\""));
      assertThat(topics.awaitEnd(backup).getLast().type()).isEqualTo("operation.succeeded");
      WindowsHost.served().server.behave(Behaviour.DROPS);
      String restore = id();
      topics.start(
          restore,
          command("restore-gpo", "\"gpo\":\"Advanced Audit\",\"backupStore\":\"default\""));
      List<ReceivedEvent> events = topics.awaitEnd(restore);
      assertThat(events.getLast().type())
          .as(events.toString())
          .isEqualTo("operation.outcome-unknown");
      assertThat(events.getLast().data().toString()).contains(ADDRESS);
      assertThat(registry.find("gpmc.controller.calls").tag("protocol", "dcom").timers())
          .as("calls to the host, counted")
          .extracting(timer -> timer.getId().getTag("outcome"))
          .contains("answered", "failed");
    }
  }

  @Test
  void whatGpmcHandsNoHandleOutForIsNamed() {
    assertThat(domains.driver("corp").orElseThrow().cancellable())
        .doesNotContain(OperationKind.COPY_STARTER_GPO, OperationKind.REPORT_STARTER_GPO)
        .hasSize(13);
  }
}
