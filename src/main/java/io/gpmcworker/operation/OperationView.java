package io.gpmcworker.operation;

import io.gpmcworker.event.EventData;
import io.gpmcworker.gpmc.OperationKind;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An operation as it is now, to be looked at.
 *
 * @param place order of acceptance
 * @param parameters JSON, as validated
 * @param cancellable whether its running call can be cancelled
 * @param worker the worker that runs or ran it
 * @param lastSequence of its latest event; all of it that events tell is in here up to this one
 * @param revision another one whenever anything here has changed
 * @param error what went wrong, if it ended otherwise than well
 * @param result JSON of what came out; absent in lists
 * @param messages JSON array of the status messages; absent in lists
 * @param report where its report is, on the machine that wrote it
 */
public record OperationView(
    String id,
    long place,
    OperationKind kind,
    String domain,
    String parameters,
    String fingerprint,
    boolean cancellable,
    Optional<String> correlationId,
    Optional<String> requestedBy,
    int priority,
    Instant acceptedAt,
    Optional<Instant> expiresAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    OperationState state,
    Optional<Worker> worker,
    Optional<Progress> progress,
    Optional<Cancel> cancel,
    Optional<EndReason> endReason,
    Optional<EventData.Problem> error,
    Optional<String> result,
    Optional<String> messages,
    Optional<URI> report,
    long lastSequence,
    String revision) {

  /**
   * A worker, by its row if that is still there.
   *
   * @param heartbeatAge seconds since it last showed that it lives
   */
  public record Worker(UUID id, Optional<String> name, Optional<Double> heartbeatAge) {}

  /** How far it is. */
  public record Progress(long numerator, long denominator, Optional<String> step) {}

  /**
   * The cancel that it was asked for.
   *
   * @param deliveredAt when the live handle was called
   */
  public record Cancel(
      Instant requestedAt,
      Optional<String> requestedBy,
      Optional<String> reason,
      Optional<Instant> deliveredAt) {}
}
