package io.gpmcworker.operation.request;

import io.gpmcworker.event.EventData.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some fields of a payload are wrong. Tells them at once, up to {@link #MOST_ERRORS}: what a
 * payload has wrong is the sender's to choose, and the answer must fit into a record.
 */
public class InvalidFieldsException extends Exception {

  /** Errors that are told; of the others only how many there are. */
  public static final int MOST_ERRORS = 20;

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /** With at least one error. */
  public InvalidFieldsException(List<FieldError> errors) {
    super(
        errors.stream()
                .limit(MOST_ERRORS)
                .map(error -> error.field() + ": " + error.detail())
                .collect(Collectors.joining("; "))
            + (errors.size() > MOST_ERRORS
                ? "; and %d more".formatted(errors.size() - MOST_ERRORS)
                : ""));
    this.errors = errors.stream().limit(MOST_ERRORS).toList();
  }

  /** The fields that are wrong, at most {@link #MOST_ERRORS} of them. */
  public List<FieldError> errors() {
    return errors;
  }
}
