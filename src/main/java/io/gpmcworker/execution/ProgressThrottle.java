package io.gpmcworker.execution;

import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.operation.RunEntry.Progress;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets progress through that is worth an event: some time after the one before, and some way
 * further. What it holds back goes out with the end.
 */
final class ProgressThrottle {

  private final long intervalNanos;
  private final int stepPercent;
  private long lastNanos;
  private double lastPercent;
  private @Nullable ProgressStatus held;

  /**
   * @param nowNanos {@link System#nanoTime} at the start; the first progress waits an interval too
   */
  ProgressThrottle(Duration interval, int stepPercent, long nowNanos) {
    this.intervalNanos = interval.toNanos();
    this.stepPercent = stepPercent;
    this.lastNanos = nowNanos;
  }

  /** Whether this progress is to be published now. */
  boolean offer(ProgressStatus status, long nowNanos) {
    double percent = 100.0 * status.numerator() / status.denominator();
    boolean late = nowNanos - lastNanos >= intervalNanos;
    // A denominator that grows can take a percentage back; that is news too.
    boolean far = Math.abs(percent - lastPercent) >= stepPercent;
    if (late && far) {
      lastNanos = nowNanos;
      lastPercent = percent;
      held = null;
      return true;
    }
    held = status;
    return false;
  }

  /** Holds progress back, whatever it is worth. */
  void hold(ProgressStatus status) {
    held = status;
  }

  /** The latest progress that was held back. */
  Optional<Progress> held() {
    return Optional.ofNullable(held)
        .map(it -> new Progress(it.numerator(), it.denominator(), it.step()));
  }
}
