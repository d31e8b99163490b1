package io.gpmcworker.api;

import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.event.EventLog;
import io.gpmcworker.event.RecordedEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What happens, of all operations. */
@Path(Paths.BASE + "/events")
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
@ApplicationScoped
public class EventsResource {

  private final EventLog log;
  private final EventStreams streams;

  EventsResource(EventLog log, EventStreams streams) {
    this.log = log;
    this.streams = streams;
  }

  @GET
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
            matches(
                    type.map(it -> it.startsWith("io.") ? it : "io.gpmcworker." + it),
                    event.attribute("type"))
                && matches(operation, text(event, "operation"))
                && matches(domain, text(event, "domain"))
                && matches(correlationId, event.attribute("correlationid"));
    OptionalLong after = EventStreams.position(lastEventId);
    streams
        .open(sink, sse)
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
}
