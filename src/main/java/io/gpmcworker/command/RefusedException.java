package io.gpmcworker.command;

import io.gpmcworker.event.EventData.FieldError;
import io.gpmcworker.event.EventData.Problem;
import io.gpmcworker.operation.OperationId;
import java.util.List;
import java.util.Optional;

/** A record is no valid command. */
class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * @param kind last part of the problem's URI
   * @param title the kind in words
   * @param detail this one in a sentence
   */
  RefusedException(String kind, String title, String detail) {
    this(kind, title, detail, List.of());
  }

  RefusedException(String kind, String title, String detail, List<FieldError> errors) {
    super(detail);
    this.problem =
        new Problem(
            "urn:io:gpmcworker:problem:" + kind,
            title,
            detail,
            Optional.empty(),
            Optional.empty(),
            false,
            "command",
            errors);
  }

  /** The id of a start is that of an operation with other content. */
  static RefusedException conflict(OperationId id) {
    return new RefusedException(
        "conflict",
        "The operation id is taken",
        "Operation '%s' was started before with other content; choose a new id.".formatted(id));
  }

  Problem problem() {
    return problem;
  }
}
