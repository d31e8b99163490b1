package io.gpmcworker.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Times that were measured, in any order, from many threads. */
final class Latencies {
  private final List<Duration> measured = Collections.synchronizedList(new ArrayList<>());

  void add(Duration time) {
    measured.add(time);
  }

  int count() {
    return measured.size();
  }

  /**
   * The time that a share of the measurements did not exceed (nearest rank).
   *
   * @param share above 0, at most 1
   * @throws IllegalStateException without any measurement
   */
  Duration percentile(double share) {
    List<Duration> sorted;
    synchronized (measured) {
      sorted = new ArrayList<>(measured);
    }
    if (sorted.isEmpty()) {
      throw new IllegalStateException("Nothing was measured");
    }
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** A percentile in milliseconds, for people; a dash where nothing was measured. */
  String millis(double share) {
    return measured.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%.1f ms", percentile(share).toNanos() / 1e6);
  }
}
