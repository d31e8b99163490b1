package io.gpmcworker.metrics;

import io.gpmcworker.command.CommandsStored;
import io.gpmcworker.operation.OperationEnded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Counts what has become durable: commands, refusals, ends. */
@ApplicationScoped
class OperationMetrics {

  private static final Duration[] LONG = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(2)
  };

  private static final Duration[] SHORT = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15)
  };

  private final Counter commands;
  private final Counter deadLetters;
  private final Timer cancelDelivery;
  private final MeterProvider<Counter> ended;
  private final MeterProvider<Timer> waits;
  private final MeterProvider<Timer> runs;

  OperationMetrics(MeterRegistry registry) {
    commands = counter(Metric.COMMANDS).register(registry);
    deadLetters = counter(Metric.DEAD_LETTERS).register(registry);
    cancelDelivery = timer(Metric.CANCEL_DELIVERY, SHORT).register(registry);
    ended = counter(Metric.ENDED).withRegistry(registry);
    waits = timer(Metric.WAIT, LONG).withRegistry(registry);
    runs = timer(Metric.RUN, LONG).withRegistry(registry);
  }

  /**
   * Counters are there from the start: one that comes with its first event begins above zero, and
   * for Prometheus has not increased.
   */
  void start(@Observes StartupEvent event) {}

  private static Counter.Builder counter(Metric metric) {
    return Counter.builder(metric.meterName()).description(metric.description());
  }

  private static Timer.Builder timer(Metric metric, Duration... bounds) {
    return Timer.builder(metric.meterName())
        .description(metric.description())
        .serviceLevelObjectives(bounds);
  }

  void stored(@Observes(during = TransactionPhase.AFTER_SUCCESS) CommandsStored batch) {
    commands.increment(batch.valid());
    deadLetters.increment(batch.rejected());
  }

  void ended(@Observes(during = TransactionPhase.AFTER_SUCCESS) OperationEnded end) {
    String operation = end.kind().wireName();
    String state = word(end.state());
    ended
        .withTags(
            "operation",
            operation,
            "domain",
            end.domain(),
            "end",
            state,
            "reason",
            end.reason().map(OperationMetrics::word).orElse("none"))
        .increment();
    end.startedAt()
        .ifPresent(started -> {
          waits
              .withTags("operation", operation, "domain", end.domain())
              .record(between(end.acceptedAt(), started));
          runs.withTags("operation", operation, "domain", end.domain(), "end", state)
              .record(between(started, end.endedAt()));
        });
    end.cancelRequestedAt()
        .ifPresent(asked ->
            end.cancelDeliveredAt()
                .ifPresent(delivered -> cancelDelivery.record(between(asked, delivered))));
  }

  /** Clocks of two machines may differ; no time is less than none. */
  private static Duration between(Instant from, Instant to) {
    return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
