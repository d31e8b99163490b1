package io.gpmcworker.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.gpmcworker.event.EventData.Problem;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.operation.OperationState;
import io.gpmcworker.operation.OperationView;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation. What is absent or empty is left out.
 *
 * @param operation name of the kind, such as {@code backup-gpo}
 * @param reason why it ended, if not by its own success or failure
 * @param report path of its report
 * @param sequence of its latest event: an event with this one or a lower is already in here
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OperationJson(
    String id,
    String operation,
    String domain,
    @JsonRawValue String parameters,
    OperationState state,
    boolean cancellable,
    boolean cancelRequested,
    Optional<String> requestedBy,
    Optional<String> correlationId,
    int priority,
    Instant acceptedAt,
    Optional<Instant> expiresAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Worker> worker,
    Optional<Progress> progress,
    Optional<Cancel> cancel,
    Optional<EndReason> reason,
    Optional<Problem> error,
    @JsonRawValue @Nullable String result,
    @JsonRawValue @Nullable String messages,
    Optional<String> report,
    String sequence) {

  /** The worker that runs or ran it. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Worker(UUID id, Optional<String> name, Optional<Double> heartbeatAgeSeconds) {}

  /** How far it is. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Progress(long numerator, long denominator, Optional<String> step) {}

  /** The cancel that it was asked for. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Cancel(
      Instant requestedAt,
      Optional<String> requestedBy,
      Optional<String> reason,
      Optional<Instant> deliveredAt) {}

  /** The JSON of an operation. */
  public static OperationJson of(OperationView it) {
    return new OperationJson(
        it.id(),
        it.kind().wireName(),
        it.domain(),
        it.parameters(),
        it.state(),
        it.cancellable(),
        it.cancel().isPresent(),
        it.requestedBy(),
        it.correlationId(),
        it.priority(),
        it.acceptedAt(),
        it.expiresAt(),
        it.startedAt(),
        it.endedAt(),
        it.worker().map(worker -> new Worker(worker.id(), worker.name(), worker.heartbeatAge())),
        it.progress()
            .map(progress ->
                new Progress(progress.numerator(), progress.denominator(), progress.step())),
        it.cancel()
            .map(cancel ->
                new Cancel(
                    cancel.requestedAt(),
                    cancel.requestedBy(),
                    cancel.reason(),
                    cancel.deliveredAt())),
        it.endReason(),
        it.error(),
        it.result().orElse(null),
        it.messages().orElse(null),
        it.report().map(report -> Paths.operation(it.id()) + "/report"),
        OutgoingEvent.sequenceText(it.lastSequence()));
  }
}
