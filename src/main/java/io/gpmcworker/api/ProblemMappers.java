package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemDetails;
import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.Access;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error, whoever found it, as one kind of answer. */
class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private final Access access;

  ProblemMappers(Access access) {
    this.access = access;
  }

  @ServerExceptionMapper
  Response own(ProblemException e) {
    return response(e.details());
  }

  /** What the framework refuses: paths, methods, media types. */
  @ServerExceptionMapper
  Response framework(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    ProblemDetails details =
        switch (status) {
          case 404 ->
              problem(404, "not-found", "Nothing is here", "There is nothing at this path.");
          case 405 ->
              problem(
                  405,
                  "method-not-allowed",
                  "The method is not allowed",
                  "This path does not take this method.");
          case 406 ->
              problem(
                  406,
                  "not-acceptable",
                  "No such representation",
                  "Nothing of what the Accept header names is to be had here.");
          case 415 ->
              problem(
                  415,
                  "unsupported-media-type",
                  "The media type is not supported",
                  "The body must be application/json.");
          case 413 ->
              problem(413, "too-large", "The request is too large", "The body is too large.");
          default ->
              problem(
                  status,
                  status < 500 ? "bad-request" : "internal",
                  status < 500 ? "The request cannot be understood" : "The worker has a fault",
                  e.getResponse().getStatusInfo().getReasonPhrase() + ".");
        };
    return response(details);
  }

  @ServerExceptionMapper
  Response unauthorized(UnauthorizedException e, HttpHeaders request) {
    return challenge(request, "Who asks is not known; send an API key or a token.");
  }

  @ServerExceptionMapper
  Response failed(AuthenticationFailedException e, HttpHeaders request) {
    return challenge(request, "The API key or the token is not valid.");
  }

  private Response challenge(HttpHeaders request, String detail) {
    Response.ResponseBuilder answer =
        builder(problem(401, "unauthorized", "Who asks is not known", detail));
    if (access.oidc()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    // The live page has a form of its own; Basic would make the browser ask beside it.
    boolean page = request.getHeaderString("X-Requested-With") != null;
    return answer
        .header(
            HttpHeaders.WWW_AUTHENTICATE, (page ? "ApiKey" : "Basic") + " realm=\"gpmc-worker\"")
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return response(
        problem(403, "forbidden", "This is not allowed", "Your role does not allow this."));
  }

  @ServerExceptionMapper
  Response database(SQLException e) {
    LOG.warnf("GPMC-A01 A request could not be answered: %s", e.getMessage());
    return response(
        problem(503, "unavailable", "The database does not answer", "Try again in a few seconds."));
  }

  @ServerExceptionMapper
  Response fault(RuntimeException e) {
    LOG.error("GPMC-A02 A request could not be answered", e);
    return response(
        problem(500, "internal", "The worker has a fault", "The worker's log tells more."));
  }

  private static ProblemDetails problem(int status, String kind, String title, String detail) {
    return ProblemDetails.of(status, kind, title, detail);
  }

  private static Response response(ProblemDetails details) {
    return builder(details).build();
  }

  private static Response.ResponseBuilder builder(ProblemDetails details) {
    Response.ResponseBuilder answer =
        Response.status(details.status()).type(ProblemDetails.MEDIA_TYPE).entity(details);
    if (details.status() == 429) {
      answer.header(HttpHeaders.RETRY_AFTER, 60);
    } else if (details.status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, 5);
    }
    return answer;
  }
}
