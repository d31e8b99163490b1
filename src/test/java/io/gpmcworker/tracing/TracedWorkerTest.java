package io.gpmcworker.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.testing.LocalServices;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A worker with telemetry, from the command's trace context to the spans and the events. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestProfile(TracedWorkerTest.Telemetry.class)
class TracedWorkerTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String COMMAND = "00-" + TRACE + "-" + SPAN + "-01";

  /** Switched on, and sent nowhere but to {@link KeptSpans}. */
  public static class Telemetry implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.traces.exporter", "none");
    }
  }

  @Inject KeptSpans kept;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private Optional<SpanData> span(String operation, String name) {
    return kept.spans().stream()
        .filter(it -> it.getName().equals(name))
        .filter(it -> it.getAttributes().asMap().containsValue(operation))
        .findFirst();
  }

  @Test
  void anOperationIsATraceOfItsOwnAndItsEventsCarryTheCommandsContext() {
    String id = "op-" + UUID.randomUUID();
    List<ReceivedEvent> events;
    try (Topics topics = new Topics(bootstrapServers)) {
      topics.command(
          "io.gpmcworker.operation.start",
          id,
          Topics.backup(id),
          Map.of("ce_traceparent", COMMAND));
      events = topics.awaitEnd(id);
    }

    assertThat(events).allMatch(it -> it.extension("traceparent").equals(COMMAND));
    await().until(() -> span(id, "backup-gpo").isPresent());
    SpanData operation = span(id, "backup-gpo").orElseThrow();
    assertThat(operation.getTraceId()).isNotEqualTo(TRACE);
    assertThat(operation.getParentSpanContext().isValid()).isFalse();
    assertThat(operation.getLinks()).hasSize(1);
    SpanContext linked = operation.getLinks().getFirst().getSpanContext();
    assertThat(linked.getTraceId()).isEqualTo(TRACE);
    assertThat(linked.getSpanId()).isEqualTo(SPAN);
    assertThat(kept.spans())
        .filteredOn(it -> it.getTraceId().equals(operation.getTraceId()))
        .extracting(SpanData::getName)
        .containsExactlyInAnyOrder("wait", "run", "backup-gpo");
  }
}
