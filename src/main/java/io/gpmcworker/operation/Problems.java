package io.gpmcworker.operation;

import io.gpmcworker.event.EventData;
import io.gpmcworker.gpmc.HResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names for how operations end otherwise than well; {@code type} and {@code title} of RFC 9457. */
final class Problems {

  private static final Set<HResult> PASSING =
      Set.of(
          HResult.ERROR_DS_SERVER_DOWN,
          HResult.ERROR_BAD_NETPATH,
          HResult.ERROR_TIMEOUT,
          HResult.ERROR_SHARING_VIOLATION,
          HResult.ERROR_DISK_FULL,
          HResult.ERROR_DIR_NOT_EMPTY);

  private Problems() {}

  /** What went wrong; nothing for an operation that did what was asked, or has not ended. */
  static Optional<EventData.Problem> of(
      OperationState state,
      @Nullable EndReason reason,
      Optional<HResult> status,
      String detail,
      boolean started) {
    if (!state.ended() || state == OperationState.SUCCEEDED) {
      return Optional.empty();
    }
    return Optional.of(
        new EventData.Problem(
            type(state, reason),
            title(state, reason),
            detail.isBlank() ? title(state, reason) + "." : detail,
            status.map(HResult::hex),
            status.flatMap(HResult::name),
            retryable(state, reason, status),
            started ? "running" : "queued",
            List.of()));
  }

  private static String type(OperationState state, @Nullable EndReason reason) {
    String kind = reason == null ? state.name() : reason.name();
    return "urn:io:gpmcworker:problem:" + kind.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String title(OperationState state, @Nullable EndReason reason) {
    if (reason == null) {
      return state == OperationState.OUTCOME_UNKNOWN
          ? "What the operation left in the domain is not known"
          : "The operation failed";
    }
    return switch (reason) {
      case REQUESTED -> "Cancelled on request";
      case SHUTDOWN -> "Cancelled because the worker was shut down";
      case EXPIRED -> "Not started before its expiry time";
      case OWNER_LOST -> "The worker that ran it is gone";
      case CANCEL_TIMED_OUT -> "Cancelled, but no end came in time";
      case CANCEL_UNDELIVERED -> "The cancel could not be delivered in time";
    };
  }

  private static boolean retryable(
      OperationState state, @Nullable EndReason reason, Optional<HResult> status) {
    return switch (state) {
      case CANCELLED -> reason == EndReason.SHUTDOWN;
      case FAILED -> reason == EndReason.OWNER_LOST || status.filter(PASSING::contains).isPresent();
      default -> false;
    };
  }
}
