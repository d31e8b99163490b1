package io.gpmcworker.metrics;

import io.gpmcworker.gpmc.ControllerCalls;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Times the calls to domain controllers. */
@Singleton
class ControllerMetrics implements ControllerCalls {

  private final MeterProvider<Timer> calls;

  ControllerMetrics(MeterRegistry registry) {
    calls =
        Timer.builder(Metric.CONTROLLER_CALLS.meterName())
            .description(Metric.CONTROLLER_CALLS.description())
            .withRegistry(registry);
  }

  @Override
  public void called(String controller, Protocol protocol, long nanos, boolean failed) {
    calls
        .withTags(
            "controller",
            controller,
            "protocol",
            protocol.name().toLowerCase(Locale.ROOT),
            "outcome",
            failed ? "failed" : "answered")
        .record(nanos, TimeUnit.NANOSECONDS);
  }
}
