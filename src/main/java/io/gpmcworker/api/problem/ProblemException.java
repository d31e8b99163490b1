package io.gpmcworker.api.problem;

import io.gpmcworker.event.EventData.FieldError;
import io.gpmcworker.event.EventData.Problem;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request that is answered with an error. */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemDetails details;

  private ProblemException(ProblemDetails details) {
    super(details.detail());
    this.details = details;
  }

  /**
   * An error of this interface's own.
   *
   * @param kind last part of the problem's type
   */
  public ProblemException(int status, String kind, String title, String detail) {
    this(ProblemDetails.of(status, kind, title, detail));
  }

  /** There is nothing of that name. */
  public static ProblemException notFound(String detail) {
    return new ProblemException(404, "not-found", "Nothing is here", detail);
  }

  /** Query parameters, headers or fields are wrong. */
  public static ProblemException invalid(int status, List<FieldError> errors) {
    return new ProblemException(
        new ProblemDetails(
            ProblemDetails.TYPES + "invalid-request",
            "Some fields are not valid",
            status,
            errors.stream()
                .map(error -> error.field() + ": " + error.detail())
                .collect(Collectors.joining("; ")),
            Optional.empty(),
            Optional.empty(),
            errors));
  }

  /** A command that the consumer refuses, or would refuse. */
  public static ProblemException refused(Problem problem) {
    String kind = problem.type().substring(problem.type().lastIndexOf(':') + 1);
    int status =
        switch (kind) {
          case "conflict" -> 409;
          case "too-large" -> 413;
          case "malformed-payload", "malformed-event" -> 400;
          default -> 422;
        };
    return new ProblemException(ProblemDetails.of(status, problem));
  }

  /** A store or a domain does not do as it is asked. */
  public static ProblemException of(GpmcException failure) {
    boolean missing = failure.hresult().equals(HResult.ERROR_FILE_NOT_FOUND);
    return new ProblemException(
        new ProblemDetails(
            ProblemDetails.TYPES + (missing ? "not-found" : "store-failure"),
            missing ? "Nothing is here" : "The backup store cannot do this",
            missing ? 404 : 502,
            String.valueOf(failure.getMessage()),
            Optional.of(failure.hresult().hex()),
            Optional.empty(),
            List.of()));
  }

  /** What is answered. */
  public ProblemDetails details() {
    return details;
  }
}
