package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Paths;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What happened to one operation, and what happens to it. */
@Path(Paths.BASE + "/operations/{id}/events")
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
@ApplicationScoped
public class TimelineResource {

  /** Whoever takes anything gets the array: a stream would not end. */
  private static final String WHERE_ASKED_FOR = ";qs=0.5";

  private final EventLog log;
  private final Operations operations;
  private final EventStreams streams;

  TimelineResource(EventLog log, Operations operations, EventStreams streams) {
    this.log = log;
    this.operations = operations;
    this.streams = streams;
  }

  @GET
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
  @Produces(MediaType.SERVER_SENT_EVENTS + WHERE_ASKED_FOR)
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
    OptionalLong after = EventStreams.position(lastEventId);
    streams
        .open(sink, sse)
        .run(
            event -> event.attribute("subject").filter(id::equals).isPresent(),
            from -> from.isPresent() ? List.of() : log.ofOperation(id, after.orElse(0)),
            OptionalLong.of(after.orElse(0)));
  }
}
