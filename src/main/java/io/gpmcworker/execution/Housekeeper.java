package io.gpmcworker.execution;

import io.gpmcworker.operation.Retention;
import io.gpmcworker.operation.RetentionConfig;
import io.gpmcworker.signal.Bell;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes what has been kept long enough, from time to time and beside all other work. */
@ApplicationScoped
class Housekeeper {

  private static final Logger LOG = Logger.getLogger(Housekeeper.class);

  private final Retention retention;
  private final ReportFolder reports;
  private final Duration interval;
  private final Bell bell = new Bell();
  private volatile boolean stopping;

  Housekeeper(Retention retention, ReportFolder reports, RetentionConfig config) {
    this.retention = retention;
    this.reports = reports;
    this.interval = config.interval();
  }

  void start() {
    Thread.ofVirtual().name("housekeeper").start(this::loop);
  }

  void stop() {
    stopping = true;
    bell.ring();
  }

  private void loop() {
    try {
      while (!stopping) {
        bell.await(interval);
        removeWhatIsOld();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void removeWhatIsOld() {
    try {
      while (!stopping && retention.removeRecords()) {
        LOG.debug("Removed old records");
      }
      Retention.Removed removed;
      do {
        removed = retention.removeOperations();
        removed.reports().forEach(reports::remove);
      } while (!stopping && removed.more());
    } catch (RuntimeException e) {
      LOG.warnf("GPMC-X13 Could not remove what is old, trying again later: %s", e.getMessage());
    }
  }
}
