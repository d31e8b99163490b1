package io.gpmcworker.execution;

import io.gpmcworker.event.OutboxRelay;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.signal.Signals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts the live side, and ends it in order. */
@ApplicationScoped
class WorkerLife {

  private static final Logger LOG = Logger.getLogger(WorkerLife.class);
  private static final Duration FLUSH = Duration.ofSeconds(5);

  private final Membership membership;
  private final CancelSignals cancels;
  private final Signals signals;
  private final OutboxRelay relay;
  private final Heartbeat heartbeat;
  private final Dispatcher dispatcher;
  private final Housekeeper housekeeper;
  private final LiveRuns runs;
  private final WorkerConfig config;

  WorkerLife(
      Membership membership,
      CancelSignals cancels,
      Signals signals,
      OutboxRelay relay,
      Heartbeat heartbeat,
      Dispatcher dispatcher,
      Housekeeper housekeeper,
      LiveRuns runs,
      WorkerConfig config) {
    this.membership = membership;
    this.cancels = cancels;
    this.signals = signals;
    this.relay = relay;
    this.heartbeat = heartbeat;
    this.dispatcher = dispatcher;
    this.housekeeper = housekeeper;
    this.runs = runs;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    membership.join();
    cancels.listen();
    relay.start();
    signals.start();
    heartbeat.start();
    dispatcher.start();
    housekeeper.start();
    LOG.infof("Worker %s (%s) is ready", membership.name(), membership.worker());
  }

  /**
   * Commands are taken in meanwhile, and longer: what they ask for others run. A worker that
   * stopped reading first would keep its part of the topic from being read by anybody.
   */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    housekeeper.stop();
    dispatcher.stop();
    if (!runs.awaitNone(config.shutdownGrace())) {
      LOG.infof("The grace is over; cancelling %d operations", runs.count());
      runs.cancelAll(EndReason.SHUTDOWN);
      runs.awaitNone(config.cancelBound().plus(config.heartbeat()));
    }
  }

  /** When the command topic has been left. */
  void leave(@Observes @Priority(ObserverMethod.DEFAULT_PRIORITY + 200) ShutdownEvent event)
      throws InterruptedException {
    heartbeat.stop();
    signals.stop();
    membership.leave();
    relay.flushAndStop(FLUSH);
  }
}
