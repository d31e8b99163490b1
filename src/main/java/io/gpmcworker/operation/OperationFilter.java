package io.gpmcworker.operation;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which operations are meant.
 *
 * @param states any if empty
 * @param gpo the GPO that the command names, or, by {@code {GUID}}, the one that it turned out to
 *     be
 * @param since accepted at or after
 * @param until accepted before
 */
public record OperationFilter(
    Set<OperationState> states,
    Optional<OperationKind> kind,
    Optional<String> domain,
    Optional<GpoName> gpo,
    Optional<String> correlationId,
    Optional<String> requestedBy,
    Optional<Instant> since,
    Optional<Instant> until) {
  public OperationFilter {
    states = Set.copyOf(states);
  }

  /** The same in any state. */
  OperationFilter inAnyState() {
    return new OperationFilter(
        Set.of(), kind, domain, gpo, correlationId, requestedBy, since, until);
  }
}
