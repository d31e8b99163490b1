package io.gpmcworker.metrics;

import java.util.Set;
import java.util.TreeSet;

/** The names under which Prometheus sees the worker's own metrics. */
public final class ExposedMetrics {

  /** All of them; a test holds them against a running worker. */
  public static final Set<String> NAMES = names();

  private ExposedMetrics() {}

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Metric metric : Metric.values()) {
      String name = metric.meterName().replace('.', '_');
      switch (metric) {
        case QUEUE_OLDEST, OUTBOX_OLDEST, BACKLOG_AGE -> names.add(name + "_seconds");
        case LEASE_LOST, ENDED, COMMANDS, DEAD_LETTERS -> names.add(name + "_total");
        case WAIT, RUN, CANCEL_DELIVERY -> {
          timer(names, name);
          names.add(name + "_seconds_bucket");
        }
        case CONTROLLER_CALLS -> timer(names, name);
        case OPERATIONS, OUTBOX_ROWS, WORKER_RUNS, WORKER_CAPACITY, LEASE_HELD -> names.add(name);
      }
    }
    return names;
  }

  private static void timer(Set<String> names, String name) {
    names.add(name + "_seconds_count");
    names.add(name + "_seconds_sum");
    names.add(name + "_seconds_max");
  }
}
