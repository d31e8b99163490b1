package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.OperationJson;
import io.gpmcworker.api.view.Pages;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.operation.OperationFilter;
import io.gpmcworker.operation.OperationView;
import io.gpmcworker.operation.Operations;
import io.gpmcworker.operation.Operations.Cursor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Operations, to be looked at. */
@Path(Paths.BASE + "/operations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
public class OperationsResource {

  private static final int LARGEST_PAGE = 200;
  private static final int PAGE = 50;

  private final Operations operations;

  OperationsResource(Operations operations) {
    this.operations = operations;
  }

  @GET
  @Operation(
      summary = "Lists operations, the newest first",
      description =
          "Pages are continued with the cursor that each names as next. Filters other than"
              + " correlationId, since and until look through 20,000 operations for a page, which"
              + " may therefore be short, or empty, and yet name a next.")
  public Pages.Operations list(
      @BeanParam FilterParameters filterParameters,
      @Parameter(description = "Accepted at or after", example = "2026-01-31T12:00:00Z")
          @QueryParam("since")
          Optional<String> since,
      @Parameter(description = "Accepted before", example = "2026-02-01T00:00:00Z")
          @QueryParam("until")
          Optional<String> until,
      @Parameter(description = "From 1 to 200; 50 if absent", example = "50") @QueryParam("limit")
          Optional<String> limit,
      @QueryParam("cursor") Optional<String> cursor)
      throws SQLException {
    QueryParameters query = new QueryParameters();
    OperationFilter filter =
        filterParameters.read(
            query,
            query.read("since", since, QueryParameters::time),
            query.read("until", until, QueryParameters::time));
    int size = query.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    Optional<Cursor> after = query.read("cursor", cursor, OperationsResource::cursor);
    query.finish();
    Operations.Page page = operations.list(filter, after, size);
    return new Pages.Operations(
        page.operations().stream().map(OperationJson::of).toList(),
        page.next().map(OperationsResource::cursor));
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Tells how an operation is now",
      description = "With an ETag; If-None-Match is answered by 304 while nothing has changed.")
  public Response get(@PathParam("id") String id, @Context Request request) throws SQLException {
    OperationView operation =
        operations
            .find(id)
            .orElseThrow(() ->
                ProblemException.notFound("There is no operation of this id, or not any more."));
    EntityTag tag = new EntityTag(operation.revision());
    @Nullable ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    return unchanged != null
        ? unchanged.tag(tag).build()
        : Response.ok(OperationJson.of(operation)).tag(tag).build();
  }

  private static String cursor(Cursor last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((last.acceptedAt() + " " + last.place()).getBytes(StandardCharsets.UTF_8));
  }

  private static Cursor cursor(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ");
      return new Cursor(Instant.parse(parts[0]), Long.parseLong(parts[1]));
    } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("is none that a page has named as next", e);
    }
  }
}
