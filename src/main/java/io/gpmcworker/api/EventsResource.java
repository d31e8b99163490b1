package io.gpmcworker.api;

import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.event.EventLog;
import io.gpmcworker.event.EventType;
import io.gpmcworker.operation.OperationFilter;
import io.gpmcworker.operation.Operations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What happens, of all operations. */
@Path(Paths.BASE + "/events")
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
@ApplicationScoped
public class EventsResource {

  /** What all types begin with; it may be left out. */
  private static final String PREFIX = "io.gpmcworker.";

  private final EventLog log;
  private final Operations operations;
  private final EventStreams streams;

  EventsResource(EventLog log, Operations operations, EventStreams streams) {
    this.log = log;
    this.operations = operations;
    this.streams = streams;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Tells all events as they happen",
      description =
          "Those after Last-Event-ID first, filtered as the list of operations is. An event may come"
              + " twice; it then has the same id.")
  public void live(
      @Parameter(description = "Of the event", example = "operation.failed") @QueryParam("type")
          Optional<String> type,
      @BeanParam FilterParameters filterParameters,
      @HeaderParam("Last-Event-ID") Optional<String> lastEventId,
      @Context SseEventSink sink,
      @Context Sse sse)
      throws SQLException, InterruptedException {
    QueryParameters query = new QueryParameters();
    OperationFilter filter = filterParameters.read(query, Optional.empty(), Optional.empty());
    Optional<String> wireType = query.read("type", type, EventsResource::wireName);
    query.finish();
    OptionalLong after = EventStreams.position(lastEventId);
    streams
        .open(sink, sse)
        .run(
            new FilteredEvents(operations, wireType, filter),
            page -> {
              OptionalLong begin = page.isPresent() ? page : after;
              return begin.isEmpty() ? List.of() : log.after(begin.getAsLong(), EventStream.PAGE);
            },
            after);
  }

  private static String wireName(String type) {
    String whole = type.startsWith(PREFIX) ? type : PREFIX + type;
    if (Arrays.stream(EventType.values()).noneMatch(it -> it.wireName().equals(whole))) {
      throw new IllegalArgumentException(
          "must be one of "
              + Arrays.stream(EventType.values())
                  .map(it -> it.wireName().substring(PREFIX.length()))
                  .collect(Collectors.joining(", ")));
    }
    return whole;
  }
}
