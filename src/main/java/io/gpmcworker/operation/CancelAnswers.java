package io.gpmcworker.operation;

import io.gpmcworker.event.EventData;
import java.util.List;
import java.util.Optional;

/** The payloads of answers to cancels. */
final class CancelAnswers {

  private CancelAnswers() {}

  static EventData.CancelAnswer unseen(Command.CancelOperation cancel) {
    return answer(cancel, Optional.empty(), Optional.empty(), new CancelVerdict.PendingStart());
  }

  static EventData.CancelAnswer of(
      Command.CancelOperation cancel, Operation operation, CancelVerdict verdict) {
    Optional<EventData.Problem> problem =
        switch (verdict) {
          case CancelVerdict.TooLate it ->
              Optional.of(
                  problem(
                      "cancel-too-late",
                      "The operation has ended",
                      "Operation %s had ended as %s; a cancel changes nothing any more."
                          .formatted(operation.id, operation.state)));
          case CancelVerdict.NotSupported it ->
              Optional.of(
                  problem(
                      "cancel-not-supported",
                      "This kind of operation cannot be cancelled while it runs",
                      "The driver of domain '%s' has no cancel for %s; it will run to its end."
                          .formatted(operation.domain, operation.kind.wireName())));
          default -> Optional.empty();
        };
    OperationState state =
        verdict instanceof CancelVerdict.EndNow ? OperationState.CANCELLED : operation.state;
    return answer(cancel, Optional.of(state), problem, verdict);
  }

  private static EventData.CancelAnswer answer(
      Command.CancelOperation cancel,
      Optional<OperationState> state,
      Optional<EventData.Problem> problem,
      CancelVerdict verdict) {
    return new EventData.CancelAnswer(
        state.map(OperationState::name),
        flag(verdict instanceof CancelVerdict.PendingStart),
        flag(verdict instanceof CancelVerdict.Deliver it && it.ownerLost()),
        flag(verdict instanceof CancelVerdict.Already),
        cancel.reason(),
        cancel.origin().requestedBy(),
        problem);
  }

  private static Optional<Boolean> flag(boolean set) {
    return set ? Optional.of(true) : Optional.empty();
  }

  private static EventData.Problem problem(String kind, String title, String detail) {
    return new EventData.Problem(
        "urn:io:gpmcworker:problem:" + kind,
        title,
        detail,
        Optional.empty(),
        Optional.empty(),
        false,
        "command",
        List.of());
  }
}
