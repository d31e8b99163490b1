package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.event.EventData.FieldError;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.OperationState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads query parameters, and tells of all that are wrong at once. */
final class QueryParameters {

  private final List<FieldError> errors = new ArrayList<>();

  /** A parameter turned into a value; what the conversion refuses is this parameter's error. */
  <T> Optional<T> read(String name, Optional<String> text, Function<String, T> conversion) {
    try {
      return text.filter(it -> !it.isEmpty()).map(conversion);
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError(name, Optional.ofNullable(e.getMessage()).orElse("is not valid")));
      return Optional.empty();
    }
  }

  /** A whole number between two bounds. */
  int number(String name, Optional<String> text, int smallest, int largest, int otherwise) {
    return read(
            name,
            text,
            it -> {
              if (!it.matches("[0-9]{1,9}")
                  || Integer.parseInt(it) < smallest
                  || Integer.parseInt(it) > largest) {
                throw new IllegalArgumentException(
                    "must be a number from %d to %d".formatted(smallest, largest));
              }
              return Integer.valueOf(it);
            })
        .orElse(otherwise);
  }

  /** A point in time. */
  static Instant time(String text) {
    try {
      Instant time = OffsetDateTime.parse(text).toInstant();
      if (time.isBefore(Instant.EPOCH) || time.isAfter(Instant.parse("9999-01-01T00:00:00Z"))) {
        throw new IllegalArgumentException("must be a time after 1970");
      }
      return time;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("must be a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  /** States, with commas between them. */
  static Set<OperationState> states(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .map(QueryParameters::state)
        .collect(Collectors.toSet());
  }

  private static OperationState state(String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(OperationState.values())
        .filter(state -> state.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "must be of "
                    + Arrays.stream(OperationState.values())
                        .map(OperationState::name)
                        .collect(Collectors.joining(", "))));
  }

  /** A kind of operation. */
  static OperationKind kind(String name) {
    return OperationKind.ofWireName(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "must be one of "
                    + Arrays.stream(OperationKind.values())
                        .map(OperationKind::wireName)
                        .collect(Collectors.joining(", "))));
  }

  /**
   * Throws the errors, if there are any.
   *
   * @throws ProblemException with status 400
   */
  void finish() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(400, errors);
    }
  }
}
