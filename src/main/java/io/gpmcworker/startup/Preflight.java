package io.gpmcworker.startup;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Looks at the surroundings before the worker takes anything from them. What does not answer is
 * waited for, within bounds; what is wrong ends the start with a sentence for each: Quarkus prints
 * the message of a {@link ConfigurationException} and no stack trace.
 */
@ApplicationScoped
class Preflight {

  /** Before the messaging extension begins to consume. */
  private static final int FIRST = 1;

  private static final Logger LOG = Logger.getLogger(Preflight.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final List<Check> settings;
  private final DatabaseCheck database;
  private final BrokerCheck broker;
  private final Duration patience;

  Preflight(
      NamesCheck names,
      FileNamesCheck fileNames,
      TimesCheck times,
      HttpAccessCheck access,
      StoreCheck stores,
      DomainCheck domains,
      DatabaseCheck database,
      BrokerCheck broker,
      StartupConfig config) {
    this.settings = List.of(names, fileNames, times, access, stores, domains);
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

    private final List<String> sentences;

    UnfitException(String sentence) {
      this(List.of(sentence));
    }

    /** Several things, with a sentence for each. */
    UnfitException(List<String> sentences) {
      super(String.join(" ", sentences));
      this.sentences = List.copyOf(sentences);
    }

    List<String> sentences() {
      return sentences;
    }
  }

  void check(@Observes @Priority(FIRST) StartupEvent event) {
    judge(settings);
    pass(database);
    pass(broker);
  }

  /** What is configured is wrong now or never: all of it is told at once. */
  static void judge(List<Check> checks) {
    List<String> wrong = new ArrayList<>();
    for (Check check : checks) {
      try {
        check.run();
      } catch (UnfitException e) {
        wrong.addAll(e.sentences());
      } catch (NotReadyException e) {
        wrong.add(e.getMessage());
      }
    }
    if (!wrong.isEmpty()) {
      throw new ConfigurationException(
          "gpmc-worker cannot start: "
              + (wrong.size() == 1 ? wrong.getFirst() : "\n  " + String.join("\n  ", wrong)));
    }
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
