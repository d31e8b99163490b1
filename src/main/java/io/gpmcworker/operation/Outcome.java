package io.gpmcworker.operation;

import io.gpmcworker.gpmc.HResult;
import java.util.Optional;

/**
 * How an operation ended.
 *
 * @param detail one sentence for people: why, what was observed, how to check
 * @param result JSON of what came out
 * @param messages JSON array of the call's status messages
 */
public record Outcome(
    Optional<EndReason> reason,
    Optional<HResult> status,
    Optional<String> detail,
    Optional<String> result,
    Optional<String> messages) {

  /** An end without a call's result. */
  public static Outcome because(EndReason reason, String detail) {
    return new Outcome(
        Optional.of(reason),
        Optional.empty(),
        Optional.of(detail),
        Optional.empty(),
        Optional.empty());
  }
}
