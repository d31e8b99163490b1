package io.gpmcworker.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The payloads of events. What is absent or empty is left out of the JSON. */
public sealed interface EventData {

  /**
   * {@code operation.accepted}: the operation is durable.
   *
   * @param operation name of the kind, such as {@code backup-gpo}
   * @param parameters JSON of the parameters, as validated
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Accepted(
      String operation,
      String domain,
      RawValue parameters,
      Optional<String> requestedBy,
      Optional<Instant> expiresAt)
      implements EventData {}

  /**
   * {@code operation.started}: a worker has taken it.
   *
   * @param worker the worker's name
   */
  record Started(String operation, String domain, String worker) implements EventData {}

  /**
   * {@code operation.progressed}.
   *
   * @param numerator steps done
   * @param denominator steps in all
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Progressed(
      String operation, String domain, long numerator, long denominator, Optional<String> step)
      implements EventData {}

  /** {@code operation.cancelling}: the live cancel handle has been called. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Cancelling(
      String operation, String domain, Optional<String> reason, Optional<CancelRequest> cancel)
      implements EventData {}

  /**
   * An end: {@code operation.succeeded}, {@code .failed}, {@code .cancelled} or {@code
   * .outcome-unknown}.
   *
   * @param state name of the end state
   * @param reason why, if not by the operation's own success or failure
   * @param result JSON of what came out
   * @param messages JSON array of the status messages
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Ended(
      String operation,
      String domain,
      String state,
      Optional<String> reason,
      boolean cancelRequested,
      Optional<CancelRequest> cancel,
      Optional<Instant> startedAt,
      Instant endedAt,
      Optional<RawValue> result,
      Optional<Problem> error,
      Optional<RawValue> messages)
      implements EventData {}

  /** Who asked for a cancel, and why. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record CancelRequest(
      Optional<String> reason, Optional<String> requestedBy, Instant requestedAt) {}

  /**
   * The answer to a cancel: {@code cancel.accepted}, {@code .too-late} or {@code .not-supported}.
   *
   * @param state the operation's state after the cancel; absent if it was never seen
   * @param pendingStart never seen: a start that comes later will not run
   * @param ownerLost the worker that ran it is gone; recovery decides the end
   * @param already an earlier cancel had the same effect
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record CancelAnswer(
      Optional<String> state,
      Optional<Boolean> pendingStart,
      Optional<Boolean> ownerLost,
      Optional<Boolean> already,
      Optional<String> reason,
      Optional<String> requestedBy,
      Optional<Problem> error)
      implements EventData {}

  /**
   * {@code command.rejected}: a record that is no valid command.
   *
   * @param commandType the {@code type} that it carried, if it could be read
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Rejected(
      Problem error, Optional<String> commandType, String topic, int partition, long offset)
      implements EventData {}

  /**
   * What went wrong, shaped like RFC 9457.
   *
   * @param type stable URI of the kind of problem
   * @param title the kind in words
   * @param detail this one in a sentence: what, where, and what to do
   * @param hresult the status, as {@code 0x80070005}
   * @param hresultName its name in {@code winerror.h}
   * @param retryable whether the same command may do better later
   * @param phase where it came up: {@code command}, {@code queued}, {@code running}
   * @param errors one entry for each field that is wrong
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Problem(
      String type,
      String title,
      String detail,
      Optional<String> hresult,
      Optional<String> hresultName,
      boolean retryable,
      String phase,
      List<FieldError> errors) {
    public Problem {
      errors = List.copyOf(errors);
    }
  }

  /**
   * A field that is wrong.
   *
   * @param field its path, such as {@code parameters.gpo}
   */
  record FieldError(String field, String detail) {}
}
