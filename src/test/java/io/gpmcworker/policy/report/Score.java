package io.gpmcworker.policy.report;

import java.util.Map;

/** How much of one part of GPMC's reports was rendered alike, over many reports. */
public final class Score {

  private int alike;
  private int expected;
  private int rendered;

  /** Adds one report. */
  public void add(Map<String, Integer> gpmc, Map<String, Integer> ours) {
    gpmc.forEach((leaf, count) -> alike += Math.min(count, ours.getOrDefault(leaf, 0)));
    expected += gpmc.values().stream().mapToInt(Integer::intValue).sum();
    rendered += ours.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The harmonic mean of precision and recall, 0 to 1. */
  public double f1() {
    return expected + rendered == 0 ? 1 : 2.0 * alike / (expected + rendered);
  }

  @Override
  public String toString() {
    return "%.4f  %6d alike, %6d of GPMC's, %6d of ours".formatted(f1(), alike, expected, rendered);
  }
}
