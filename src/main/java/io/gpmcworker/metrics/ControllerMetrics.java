package io.gpmcworker.metrics;

import io.gpmcworker.gpmc.ControllerCalls;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times the calls to domain controllers. */
@Singleton
class ControllerMetrics implements ControllerCalls {

  private final MeterProvider<Timer> calls;

  /** Of each kind of call: putting its tags together anew would cost more than the rest. */
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  private record Kind(String controller, Protocol protocol, boolean failed) {}

  ControllerMetrics(MeterRegistry registry) {
    calls =
        Timer.builder(Metric.CONTROLLER_CALLS.meterName())
            .description(Metric.CONTROLLER_CALLS.description())
            .withRegistry(registry);
  }

  @Override
  public void called(String controller, Protocol protocol, long nanos, boolean failed) {
    timers
        .computeIfAbsent(new Kind(controller, protocol, failed), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return calls.withTags(
        "controller",
        kind.controller(),
        "protocol",
        kind.protocol().name().toLowerCase(Locale.ROOT),
        "outcome",
        kind.failed() ? "failed" : "answered");
  }
}
