package io.gpmcworker.metrics;

import io.gpmcworker.event.OutboxBacklog;
import io.gpmcworker.event.OutboxBacklog.Unpublished;
import io.gpmcworker.operation.Backlog;
import io.gpmcworker.operation.Backlog.Live;
import io.gpmcworker.operation.OperationState;
import io.gpmcworker.signal.Bell;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Asks the database from time to time how much there is to do. Whoever scrapes is told what was
 * found last and how long ago that was; a database that hangs holds up nobody.
 */
@ApplicationScoped
class BacklogMetrics {

  private static final Logger LOG = Logger.getLogger(BacklogMetrics.class);

  private final Backlog backlog;
  private final OutboxBacklog outbox;
  private final Duration interval;
  private final MultiGauge operations;
  private final MultiGauge oldest;
  private final Bell bell = new Bell();
  private volatile Unpublished unpublished = new Unpublished(0, Duration.ZERO);
  private volatile long askedAt = System.nanoTime();
  private volatile boolean stopping;

  BacklogMetrics(
      Backlog backlog, OutboxBacklog outbox, MeterRegistry registry, MetricsConfig config) {
    this.backlog = backlog;
    this.outbox = outbox;
    this.interval = config.interval();
    this.operations =
        MultiGauge.builder(Metric.OPERATIONS.meterName())
            .description(Metric.OPERATIONS.description())
            .register(registry);
    this.oldest =
        MultiGauge.builder(Metric.QUEUE_OLDEST.meterName())
            .description(Metric.QUEUE_OLDEST.description())
            .baseUnit("seconds")
            .register(registry);
    Gauge.builder(Metric.OUTBOX_ROWS.meterName(), this, it -> it.unpublished.rows())
        .description(Metric.OUTBOX_ROWS.description())
        .register(registry);
    Gauge.builder(Metric.OUTBOX_OLDEST.meterName(), this, it -> seconds(it.unpublished.oldest()))
        .description(Metric.OUTBOX_OLDEST.description())
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder(
            Metric.BACKLOG_AGE.meterName(),
            this,
            it -> seconds(Duration.ofNanos(System.nanoTime() - it.askedAt)))
        .description(Metric.BACKLOG_AGE.description())
        .baseUnit("seconds")
        .register(registry);
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("backlog").start(this::loop);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
    bell.ring();
  }

  private void loop() {
    try {
      while (!stopping) {
        ask();
        bell.await(interval);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() {
    try {
      List<Live> live = backlog.live();
      operations.register(
          live.stream()
              .map(it ->
                  Row.of(
                      Tags.of("domain", it.domain(), "state", word(it.state())), it.operations()))
              .toList(),
          true);
      oldest.register(
          live.stream()
              .filter(it -> it.state() == OperationState.QUEUED)
              .map(it -> Row.of(Tags.of("domain", it.domain()), seconds(it.oldest())))
              .toList(),
          true);
      unpublished = outbox.unpublished();
      askedAt = System.nanoTime();
    } catch (SQLException e) {
      LOG.debugf("GPMC-M01 The database did not say how much there is to do: %s", e.getMessage());
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  private static String word(OperationState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
