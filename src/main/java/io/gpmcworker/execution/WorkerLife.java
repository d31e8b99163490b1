package io.gpmcworker.execution;

import io.gpmcworker.event.OutboxRelay;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.signal.Signals;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ChannelRegistry;
import io.smallrye.reactive.messaging.PausableChannel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
  private final ChannelRegistry channels;
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
      ChannelRegistry channels,
      WorkerConfig config) {
    this.membership = membership;
    this.cancels = cancels;
    this.signals = signals;
    this.relay = relay;
    this.heartbeat = heartbeat;
    this.dispatcher = dispatcher;
    this.housekeeper = housekeeper;
    this.runs = runs;
    this.channels = channels;
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
   * Commands are taken in until the last run has ended: the others get this worker's part of the
   * topic only when it leaves the group, and nobody shall wait for an answer meanwhile.
   */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    housekeeper.stop();
    dispatcher.stop();
    if (!runs.awaitNone(config.shutdownGrace())) {
      LOG.infof("The grace is over; cancelling %d operations", runs.count());
      runs.cancelAll(EndReason.SHUTDOWN);
      runs.awaitNone(config.cancelBound().plus(config.heartbeat()));
    }
    @Nullable PausableChannel commands = channels.getPausable("commands");
    if (commands != null) {
      commands.pause();
    }
    heartbeat.stop();
    signals.stop();
    membership.leave();
    relay.flushAndStop(FLUSH);
  }
}
