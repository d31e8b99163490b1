package io.gpmcworker.tracing;

import io.gpmcworker.operation.OperationEnded;
import io.gpmcworker.operation.OperationState;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the spans of an operation: all of it, its waiting, its run. */
@ApplicationScoped
class OperationTraces {

  private final Tracer tracer;

  OperationTraces(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.gpmcworker");
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationEnded end) {
    SpanBuilder builder =
        tracer
            .spanBuilder(end.kind().wireName())
            .setSpanKind(SpanKind.CONSUMER)
            .setNoParent()
            .setStartTimestamp(end.acceptedAt())
            .setAttribute("gpmc.operation.id", end.operationId())
            .setAttribute("gpmc.domain", end.domain())
            .setAttribute("gpmc.end", end.state().name());
    end.correlationId().ifPresent(ticket -> builder.setAttribute("gpmc.correlation.id", ticket));
    end.reason().ifPresent(reason -> builder.setAttribute("gpmc.end.reason", reason.name()));
    end.traceparent()
        .map(OperationTraces::context)
        .filter(SpanContext::isValid)
        .ifPresent(builder::addLink);
    Span operation = builder.startSpan();
    Instant started = end.startedAt().orElse(end.endedAt());
    part(operation, "wait", end.acceptedAt(), started);
    end.startedAt().ifPresent(at -> part(operation, "run", at, end.endedAt()));
    end.cancelRequestedAt().ifPresent(at -> operation.addEvent("cancel requested", at));
    end.cancelDeliveredAt().ifPresent(at -> operation.addEvent("cancel handle called", at));
    if (end.state() == OperationState.FAILED || end.state() == OperationState.OUTCOME_UNKNOWN) {
      operation.setStatus(StatusCode.ERROR, end.state().name().toLowerCase(Locale.ROOT));
    }
    operation.end(end.endedAt());
  }

  private void part(Span operation, String name, Instant from, Instant to) {
    tracer
        .spanBuilder(name)
        .setParent(Context.root().with(operation))
        .setStartTimestamp(from)
        .startSpan()
        .end(to);
  }

  private static SpanContext context(String traceparent) {
    return Span.fromContext(
            W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), traceparent, Traceparent.INSTANCE))
        .getSpanContext();
  }

  /** A carrier that is nothing but the header's value. */
  private enum Traceparent implements TextMapGetter<String> {
    INSTANCE;

    @Override
    public Iterable<String> keys(String carrier) {
      return List.of("traceparent");
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals("traceparent") ? carrier : null;
    }
  }
}
