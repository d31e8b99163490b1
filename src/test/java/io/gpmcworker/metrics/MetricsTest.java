package io.gpmcworker.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.testing.ScriptedDriver.Play;
import io.gpmcworker.testing.Topics;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a worker shows to Prometheus, to a platform's probes and to a log store, as they see it. */
@QuarkusTest
@TestProfile(MetricsTest.Often.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MetricsTest extends WorkerTest {

  /** Written as the console is with {@code quarkus.log.console.json.enabled}. */
  private static final Path LOG = Path.of("target", "metrics-test.json.log");

  /** The database is asked often, so that the test need not wait. */
  public static class Often implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "gpmc.metrics.interval",
          "100ms",
          "quarkus.log.file.enabled",
          "true",
          "quarkus.log.file.path",
          LOG.toString(),
          "quarkus.log.file.json.enabled",
          "true");
    }
  }

  @Inject ControllerCalls calls;

  @TestHTTPResource("/q")
  @SuppressWarnings("NullAway.Init")
  URI q;

  private String get(String path) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(q + path))
                  .header("Accept", "text/plain, application/json")
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The sum of a metric's samples whose labels contain all that is given. */
  private double value(String name, String... labels) {
    return get("/metrics")
        .lines()
        .filter(it -> it.startsWith(name + "{") || it.startsWith(name + " "))
        .filter(it -> Arrays.stream(labels).allMatch(it::contains))
        .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** First of all, before anything has come. */
  @Test
  @Order(1)
  void whatIsCountedBeginsAtZero() {
    assertThat(get("/metrics"))
        .contains("\ngpmc_commands_total ")
        .contains("\ngpmc_dead_letters_total ")
        .contains("\ngpmc_cancel_delivery_seconds_count ");
  }

  @Test
  void anOperationIsCountedFromItsCommandToItsEnd() throws InterruptedException {
    double commands = value("gpmc_commands_total");
    Play play = driver.play(id);
    topics.startBackup(id, id);
    play.awaitCall();
    String behind = id + "-behind";
    topics.startBackup(behind, id);

    await().until(() -> value("gpmc_operations", "domain=\"corp\"", "state=\"queued\"") >= 1);
    await().until(() -> value("gpmc_operations", "domain=\"corp\"", "state=\"running\"") >= 1);
    await().until(() -> value("gpmc_queue_oldest_age_seconds", "domain=\"corp\"") > 0);
    assertThat(value("gpmc_worker_runs")).isPositive();
    assertThat(value("gpmc_worker_capacity")).isEqualTo(16);
    assertThat(value("gpmc_worker_lease_held")).isEqualTo(1);

    topics.cancel(id);
    play.awaitCancel();
    topics.awaitEnd(behind);

    await()
        .until(() ->
            value("gpmc_operations_ended_total", "end=\"cancelled\"", "reason=\"requested\"") >= 1);
    await()
        .until(() ->
            value("gpmc_operation_run_seconds_count", "operation=\"backup-gpo\"", "succeeded")
                >= 1);
    assertThat(value("gpmc_operation_wait_seconds_sum")).isPositive();
    assertThat(value("gpmc_cancel_delivery_seconds_count")).isPositive();
    assertThat(value("gpmc_commands_total")).isGreaterThanOrEqualTo(commands + 3);
  }

  @Test
  void aRecordThatIsNoCommandIsADeadLetter() {
    double before = value("gpmc_dead_letters_total");

    topics.command("io.gpmcworker.operation.strat", id, "{}", Map.of());

    await().until(() -> value("gpmc_dead_letters_total") == before + 1);
  }

  @Test
  void theOutboxIsEmptyWhenAllIsPublished() {
    topics.startBackup(id, id);
    topics.awaitEnd(id);

    await().until(() -> value("gpmc_outbox_rows") == 0);
    assertThat(value("gpmc_outbox_oldest_age_seconds")).isZero();
    assertThat(value("gpmc_backlog_age_seconds")).isLessThan(60);
  }

  @Test
  void callsToControllersAreTimedByHostProtocolAndOutcome() {
    calls.called("dc1.corp.example", ControllerCalls.Protocol.LDAP, 5_000_000, false);
    calls.called("dc1.corp.example", ControllerCalls.Protocol.SMB, 5_000_000, true);

    assertThat(
            value(
                "gpmc_controller_calls_seconds_count",
                "dc1.corp.example",
                "protocol=\"ldap\"",
                "outcome=\"answered\""))
        .isEqualTo(1);
    assertThat(
            value(
                "gpmc_controller_calls_seconds_count",
                "dc1.corp.example",
                "protocol=\"smb\"",
                "outcome=\"failed\""))
        .isEqualTo(1);
  }

  /** The list that the chart's dashboard and alerts are held against, without a worker. */
  @Test
  void everyMetricOfTheWorkersOwnHasTheNameThatTheChartKnows() {
    topics.startBackup(id, id);
    topics.awaitEnd(id);
    calls.called("dc1.corp.example", ControllerCalls.Protocol.LDAP, 1, false);
    Play held = driver.play("held");
    topics.startBackup(id + "-1", "held");
    topics.startBackup(id + "-2", "held");

    await()
        .untilAsserted(
            () -> assertThat(exposed()).containsExactlyInAnyOrderElementsOf(ExposedMetrics.NAMES));
    held.succeed();
    topics.awaitEnd(id + "-2");
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> exposed() {
    return get("/metrics")
        .lines()
        .filter(it -> it.startsWith("gpmc_"))
        .map(it -> it.split("[{ ]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void livenessAsksNeitherKafkaNorTheDatabaseAndReadinessAsksForTheLease() {
    assertThat(get("/health/live")).contains("\"UP\"").doesNotContain("atabase", "afka");
    assertThat(get("/health/ready")).contains("worker lease");
    assertThat(List.of(get("/health/started"))).allMatch(it -> it.contains("\"UP\""));
  }

  @Test
  void theLogSaysInJsonHowEachOperationEndedWithItsIds() {
    topics.command(
        "io.gpmcworker.operation.start",
        id,
        Topics.backup(id),
        Map.of("ce_correlationid", "CHG0031"));
    topics.awaitEnd(id);

    await()
        .untilAsserted(() -> {
          JsonNode line =
              Files.readAllLines(LOG).stream()
                  .map(MetricsTest::json)
                  .filter(it -> it.at("/mdc/operation").asText().equals(id))
                  .findFirst()
                  .orElseThrow();
          assertThat(line.path("message").asText())
              .startsWith("GPMC-O01 backup-gpo of %s in corp: SUCCEEDED, ".formatted(id));
          assertThat(line.path("level").asText()).isEqualTo("INFO");
          assertThat(line.at("/mdc/ticket").asText()).isEqualTo("CHG0031");
          assertThat(UUID.fromString(line.at("/mdc/worker").asText())).isNotNull();
        });
  }
}
