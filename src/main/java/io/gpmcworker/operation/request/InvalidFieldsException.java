package io.gpmcworker.operation.request;

import io.gpmcworker.event.EventData.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** Some fields of a payload are wrong. Tells all of them at once. */
public class InvalidFieldsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<FieldError> errors;

  /** With at least one error. */
  public InvalidFieldsException(List<FieldError> errors) {
    super(
        errors.stream()
            .map(error -> error.field() + ": " + error.detail())
            .collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** The fields that are wrong. */
  public List<FieldError> errors() {
    return errors;
  }
}
