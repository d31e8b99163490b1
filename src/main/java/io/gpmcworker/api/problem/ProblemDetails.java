package io.gpmcworker.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gpmcworker.event.EventData.FieldError;
import io.gpmcworker.event.EventData.Problem;
import java.util.List;
import java.util.Optional;

/**
 * An error by RFC 9457.
 *
 * @param type stable URI of the kind of problem
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail this one in a sentence: what, where, and what to do
 * @param hresult the status, as {@code 0x80070005}
 * @param retryable whether the same request may do better later
 * @param errors one entry for each field that is wrong
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetails(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> hresult,
    Optional<Boolean> retryable,
    List<FieldError> errors) {

  /** The prefix of all types. */
  public static final String TYPES = "urn:io:gpmcworker:problem:";

  /** The media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public ProblemDetails {
    errors = List.copyOf(errors);
  }

  /**
   * An error of this interface's own.
   *
   * @param kind last part of the type
   */
  public static ProblemDetails of(int status, String kind, String title, String detail) {
    return new ProblemDetails(
        TYPES + kind,
        title,
        status,
        detail,
        Optional.empty(),
        status == 429 || status == 503 ? Optional.of(true) : Optional.empty(),
        List.of());
  }

  static ProblemDetails of(int status, Problem problem) {
    return new ProblemDetails(
        problem.type(),
        problem.title(),
        status,
        problem.detail(),
        problem.hresult(),
        Optional.of(problem.retryable()).filter(it -> it),
        problem.errors());
  }
}
