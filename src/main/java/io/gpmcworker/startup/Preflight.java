package io.gpmcworker.startup;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Looks at the surroundings before the worker takes anything from them. What does not answer is
 * waited for, within bounds; what is wrong ends the start with one sentence: Quarkus prints the
 * message of a {@link ConfigurationException} and no stack trace.
 */
@ApplicationScoped
class Preflight {

  /** Before the messaging extension begins to consume. */
  private static final int FIRST = 1;

  private static final Logger LOG = Logger.getLogger(Preflight.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final HttpAccessCheck access;
  private final StoreCheck stores;
  private final DomainCheck domains;
  private final DatabaseCheck database;
  private final BrokerCheck broker;
  private final Duration patience;

  Preflight(
      HttpAccessCheck access,
      StoreCheck stores,
      DomainCheck domains,
      DatabaseCheck database,
      BrokerCheck broker,
      StartupConfig config) {
    this.access = access;
    this.stores = stores;
    this.domains = domains;
    this.database = database;
    this.broker = broker;
    this.patience = config.patience();
  }

  /** One thing to look at. */
  interface Check {

    /**
     * @throws NotReadyException if it does not answer, and may yet
     * @throws UnfitException if it is wrong, and waiting does not help
     */
    void run() throws NotReadyException, UnfitException;
  }

  /** Something does not answer yet. */
  static final class NotReadyException extends Exception {
    private static final long serialVersionUID = 1L;

    NotReadyException(String sentence) {
      super(sentence);
    }
  }

  /** Something is wrong. */
  static final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    UnfitException(String sentence) {
      super(sentence);
    }
  }

  void check(@Observes @Priority(FIRST) StartupEvent event) {
    pass(access);
    pass(stores);
    pass(domains);
    pass(database);
    pass(broker);
  }

  private void pass(Check check) {
    long deadline = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      try {
        check.run();
        return;
      } catch (UnfitException e) {
        throw new ConfigurationException("gpmc-worker cannot start: " + e.getMessage());
      } catch (NotReadyException e) {
        if (System.nanoTime() >= deadline) {
          throw new ConfigurationException("gpmc-worker cannot start: " + e.getMessage());
        }
        if (!told) {
          LOG.infof("Waiting up to %d s: %s", patience.toSeconds(), e.getMessage());
          told = true;
        }
      }
      try {
        Thread.sleep(RETRY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ConfigurationException("gpmc-worker was stopped while it started");
      }
    }
  }
}
