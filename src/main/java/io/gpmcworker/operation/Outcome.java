package io.gpmcworker.operation;

import io.gpmcworker.gpmc.HResult;
import java.net.URI;
import java.util.Optional;

/**
 * How an operation ended.
 *
 * @param detail one sentence for people: why, what was observed, how to check
 * @param result JSON of what came out
 * @param messages JSON array of the call's status messages
 * @param dataRef where a result is that is too large for the record
 */
public record Outcome(
    Optional<EndReason> reason,
    Optional<HResult> status,
    Optional<String> detail,
    Optional<String> result,
    Optional<String> messages,
    Optional<URI> dataRef) {

  /** An end whose result is all in the record. */
  public Outcome(
      Optional<EndReason> reason,
      Optional<HResult> status,
      Optional<String> detail,
      Optional<String> result,
      Optional<String> messages) {
    this(reason, status, detail, result, messages, Optional.empty());
  }

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
