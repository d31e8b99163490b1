package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.ApiConfig;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.event.EventFeed;
import io.gpmcworker.event.EventLog;
import io.gpmcworker.event.RecordedEvent;
import io.gpmcworker.operation.Operations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What happened, and what happens. */
@Path(Paths.BASE)
@RunOnVirtualThread
@RolesAllowed(Role.VIEW)
@ApplicationScoped
public class EventsResource {

  private final EventLog log;
  private final EventFeed feed;
  private final Operations operations;
  private final ApiConfig config;

  EventsResource(EventLog log, EventFeed feed, Operations operations, ApiConfig config) {
    this.log = log;
    this.feed = feed;
    this.operations = operations;
    this.config = config;
  }

  @GET
  @Path("/operations/{id}/events")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tells the events of an operation, in order",
      description =
          "An array of CloudEvents. As long as the operation is kept, all of them but progress.")
  public String timeline(@PathParam("id") String id) throws SQLException {
    List<RecordedEvent> events = log.ofOperation(id, 0);
    if (events.isEmpty() && operations.find(id).isEmpty()) {
      throw ProblemException.notFound("There is no operation of this id, or not any more.");
    }
    return events.stream().map(RecordedEvent::json).collect(Collectors.joining(",", "[", "]"));
  }

  @GET
  @Path("/operations/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Tells the events of an operation as they happen",
      description =
          "First those that there were, or those after Last-Event-ID; then live. The operation need"
              + " not be there yet.")
  public void follow(
      @PathParam("id") String id,
      @HeaderParam("Last-Event-ID") Optional<String> lastEventId,
      @Context SseEventSink sink,
      @Context Sse sse)
      throws SQLException, InterruptedException {
    OptionalLong after = position(lastEventId);
    new EventStream(sink, sse, feed)
        .run(
            event -> event.attribute("subject").filter(id::equals).isPresent(),
            from -> from.isPresent() ? List.of() : log.ofOperation(id, after.orElse(0)),
            OptionalLong.of(after.orElse(0)));
  }

  @GET
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Tells all events as they happen",
      description =
          "Those after Last-Event-ID first. An event may come twice; it then has the same id.")
  public void live(
      @QueryParam("type") Optional<String> type,
      @QueryParam("operation") Optional<String> operation,
      @QueryParam("domain") Optional<String> domain,
      @QueryParam("correlationId") Optional<String> correlationId,
      @HeaderParam("Last-Event-ID") Optional<String> lastEventId,
      @Context SseEventSink sink,
      @Context Sse sse)
      throws SQLException, InterruptedException {
    QueryParameters query = new QueryParameters();
    query.read("operation", operation, OperationsResource::kind);
    query.finish();
    Predicate<RecordedEvent> wanted =
        event ->
            matches(type.map(it -> it.startsWith("io.") ? it : "io.gpmcworker." + it), event.attribute("type"))
                && matches(operation, text(event, "operation"))
                && matches(domain, text(event, "domain"))
                && matches(correlationId, event.attribute("correlationid"));
    OptionalLong after = position(lastEventId);
    new EventStream(sink, sse, feed)
        .run(
            wanted,
            page -> {
              OptionalLong begin = page.isPresent() ? page : after;
              return begin.isEmpty() ? List.of() : log.after(begin.getAsLong(), EventStream.PAGE);
            },
            after);
  }

  private static boolean matches(Optional<String> wanted, Optional<String> found) {
    return wanted.isEmpty() || wanted.equals(found);
  }

  private static Optional<String> text(RecordedEvent event, String field) {
    return Optional.ofNullable(event.data().path(field).textValue());
  }

  private OptionalLong position(Optional<String> lastEventId) {
    if (feed.listeners() >= config.streams()) {
      throw new ProblemException(
          503, "unavailable", "Too many listen already", "Too many streams are open; try again.");
    }
    try {
      return lastEventId.isEmpty()
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseLong(lastEventId.get()));
    } catch (NumberFormatException e) {
      throw new ProblemException(
          400,
          "invalid-request",
          "A header is not valid",
          "The Last-Event-ID is none that a stream has given.");
    }
  }
}
