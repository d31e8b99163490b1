package io.gpmcworker.startup;

import io.gpmcworker.execution.WorkerConfig;
import io.gpmcworker.startup.Preflight.UnfitException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the worker's times go together. */
@ApplicationScoped
class TimesCheck implements Preflight.Check {

  private static final int HEARTBEATS = 3;

  private final WorkerConfig config;

  TimesCheck(WorkerConfig config) {
    this.config = config;
  }

  @Override
  public void run() throws UnfitException {
    List<String> wrong = new ArrayList<>();
    positive(wrong, "heartbeat", config.heartbeat());
    positive(wrong, "cancel-bound", config.cancelBound());
    positive(wrong, "poll", config.poll());
    if (config.lease().compareTo(config.heartbeat().multipliedBy(HEARTBEATS)) < 0) {
      wrong.add(
          "gpmc.worker.lease is %d ms; it must be at least three times gpmc.worker.heartbeat, which is %d ms."
              .formatted(config.lease().toMillis(), config.heartbeat().toMillis()));
    }
    if (!wrong.isEmpty()) {
      throw new UnfitException(wrong);
    }
  }

  private static void positive(List<String> wrong, String name, Duration time) {
    if (!time.isPositive()) {
      wrong.add("gpmc.worker.%s must be longer than nothing, such as 2s.".formatted(name));
    }
  }
}
