package io.gpmcworker.gpmc;

import java.util.List;

/**
 * What one call of {@code IGPMAsyncProgress::Status} says while an operation runs.
 *
 * @param numerator steps done, 0 to {@code denominator}
 * @param denominator steps in all, at least 1; in GPMC proportional to the GPO's extensions. It may
 *     grow while a driver finds more to do
 * @param step what is being done, for people; may be empty
 * @param messages what came up since the last call
 */
public record ProgressStatus(
    long numerator, long denominator, String step, List<StatusMessage> messages) {
  public ProgressStatus {
    if (denominator < 1 || numerator < 0 || numerator > denominator) {
      throw new IllegalArgumentException(numerator + " of " + denominator);
    }
    messages = List.copyOf(messages);
  }
}
