package io.gpmcworker.api;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.operation.OperationFilter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The query parameters that say which operations are meant: of the list and of live events. */
public class FilterParameters {

  @Parameter(description = "One or more states, with commas", example = "RUNNING,CANCELLING")
  @QueryParam("state")
  Optional<String> state = Optional.empty();

  @Parameter(description = "Kind of operation", example = "backup-gpo")
  @QueryParam("operation")
  Optional<String> operation = Optional.empty();

  @QueryParam("domain")
  Optional<String> domain = Optional.empty();

  @Parameter(description = "Display name or {GUID}", example = "Default Domain Policy")
  @QueryParam("gpo")
  Optional<String> gpo = Optional.empty();

  @Parameter(description = "The ticket", example = "CHG0031")
  @QueryParam("correlationId")
  Optional<String> correlationId = Optional.empty();

  @Parameter(description = "Who asked for the operation")
  @QueryParam("requestedBy")
  Optional<String> requestedBy = Optional.empty();

  /**
   * The filter; what is wrong is told to the query.
   *
   * @param since accepted at or after
   * @param until accepted before
   */
  OperationFilter read(QueryParameters query, Optional<Instant> since, Optional<Instant> until) {
    return new OperationFilter(
        query.read("state", state, QueryParameters::states).orElse(Set.of()),
        query.read("operation", operation, QueryParameters::kind),
        domain,
        query.read("gpo", gpo, GpoName::parse),
        correlationId,
        requestedBy,
        since,
        until);
  }
}
