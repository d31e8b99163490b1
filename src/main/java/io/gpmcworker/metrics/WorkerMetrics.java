package io.gpmcworker.metrics;

import io.gpmcworker.execution.WorkerStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** Shows what this worker is at. */
@ApplicationScoped
class WorkerMetrics {

  private final WorkerStatus worker;
  private final MeterRegistry registry;

  WorkerMetrics(WorkerStatus worker, MeterRegistry registry) {
    this.worker = worker;
    this.registry = registry;
  }

  void register(@Observes StartupEvent event) {
    gauge(Metric.WORKER_RUNS, WorkerStatus::runs);
    gauge(Metric.WORKER_CAPACITY, WorkerStatus::capacity);
    gauge(Metric.LEASE_HELD, it -> it.holdsLease() ? 1 : 0);
    FunctionCounter.builder(Metric.LEASE_LOST.meterName(), worker, WorkerStatus::lostLeases)
        .description(Metric.LEASE_LOST.description())
        .register(registry);
  }

  private void gauge(Metric metric, ToDoubleFunction<WorkerStatus> value) {
    Gauge.builder(metric.meterName(), worker, value)
        .description(metric.description())
        .strongReference(true)
        .register(registry);
  }
}
