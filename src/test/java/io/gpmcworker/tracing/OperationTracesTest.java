package io.gpmcworker.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.operation.OperationEnded;
import io.gpmcworker.operation.OperationState;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The trace of an operation, as an exporter gets it. */
class OperationTracesTest {

  private static final Instant ACCEPTED = Instant.parse("2026-01-01T10:00:00Z");
  private static final Instant STARTED = ACCEPTED.plusSeconds(30);
  private static final Instant ENDED = STARTED.plusSeconds(5);
  private static final String COMMAND = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final List<SpanData> spans = new ArrayList<>();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .addSpanProcessor(SimpleSpanProcessor.create(new Kept(spans)))
          .build();
  private final OperationTraces traces =
      new OperationTraces(OpenTelemetrySdk.builder().setTracerProvider(provider).build());

  private record Kept(List<SpanData> spans) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @AfterEach
  void close() {
    provider.close();
  }

  private static OperationEnded ended(
      OperationState state, Optional<Instant> started, String trace) {
    return new OperationEnded(
        "CHG0031-backup",
        OperationKind.BACKUP_GPO,
        "corp",
        state,
        state == OperationState.CANCELLED ? Optional.of(EndReason.REQUESTED) : Optional.empty(),
        Optional.empty(),
        ACCEPTED,
        started,
        ENDED,
        state == OperationState.CANCELLED ? Optional.of(STARTED.plusSeconds(1)) : Optional.empty(),
        Optional.empty(),
        Optional.of("CHG0031"),
        Optional.of(trace));
  }

  private SpanData span(String name) {
    return spans.stream().filter(it -> it.getName().equals(name)).findFirst().orElseThrow();
  }

  private static Duration length(SpanData span) {
    return Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos());
  }

  @Test
  void anOperationIsATraceOfItsOwnLinkedToTheSpanOfItsCommand() {
    traces.ended(ended(OperationState.SUCCEEDED, Optional.of(STARTED), COMMAND));

    SpanData operation = span("backup-gpo");
    assertThat(operation.getParentSpanContext().isValid()).isFalse();
    assertThat(operation.getTraceId()).isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(operation.getLinks()).hasSize(1);
    assertThat(operation.getLinks().getFirst().getSpanContext().getTraceId())
        .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(operation.getLinks().getFirst().getSpanContext().getSpanId())
        .isEqualTo("00f067aa0ba902b7");
    assertThat(length(operation)).hasSeconds(35);
    assertThat(operation.getAttributes().asMap().values()).contains("CHG0031-backup", "CHG0031");
    assertThat(spans).extracting(SpanData::getTraceId).containsOnly(operation.getTraceId());
    assertThat(span("wait").getParentSpanId()).isEqualTo(operation.getSpanId());
    assertThat(length(span("wait"))).hasSeconds(30);
    assertThat(length(span("run"))).hasSeconds(5);
  }

  @Test
  void whatNeverRanHasOnlyWaited() {
    traces.ended(ended(OperationState.CANCELLED, Optional.empty(), COMMAND));

    assertThat(spans).extracting(SpanData::getName).containsExactly("wait", "backup-gpo");
    assertThat(span("backup-gpo").getEvents())
        .extracting(EventData::getName)
        .containsExactly("cancel requested");
    assertThat(span("backup-gpo").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void aFailureIsAnErrorAndATraceparentThatIsNoneLinksNothing() {
    traces.ended(ended(OperationState.FAILED, Optional.of(STARTED), "rubbish"));

    assertThat(span("backup-gpo").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span("backup-gpo").getLinks()).isEmpty();
  }

  @Test
  void nothingIsMadeWhereTelemetryIsOff() {
    new OperationTraces(OpenTelemetry.noop())
        .ended(ended(OperationState.SUCCEEDED, Optional.of(STARTED), COMMAND));

    assertThat(spans).isEmpty();
  }
}
