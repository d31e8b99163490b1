package io.gpmcworker.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.api.CommandInput.Ready;
import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.ApiConfig;
import io.gpmcworker.api.security.RateLimit;
import io.gpmcworker.api.security.Requester;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.OperationJson;
import io.gpmcworker.api.view.Pages;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.command.CommandPublisher;
import io.gpmcworker.event.EventData;
import io.gpmcworker.event.EventFeed;
import io.gpmcworker.event.EventType;
import io.gpmcworker.event.RecordedEvent;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.OperationId;
import io.gpmcworker.operation.OperationView;
import io.gpmcworker.operation.Operations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;

/** Starting and cancelling, by way of the command topic. */
@Path(Paths.BASE + "/operations")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Role.OPERATE, Role.ADMINISTER})
@ApplicationScoped
public class CommandsResource {

  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([0-9]{1,6})");
  private static final Pattern KEY = Pattern.compile("\"?([\\x21\\x23-\\x7E]{1,255})\"?");
  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private final CommandInput input;
  private final CommandPublisher publisher;
  private final Operations operations;
  private final EventFeed feed;
  private final RateLimit limit;
  private final Requester requester;
  private final ApiConfig config;
  private final ObjectMapper json;

  CommandsResource(
      CommandInput input,
      CommandPublisher publisher,
      Operations operations,
      EventFeed feed,
      RateLimit limit,
      Requester requester,
      ApiConfig config,
      ObjectMapper json) {
    this.input = input;
    this.publisher = publisher;
    this.operations = operations;
    this.feed = feed;
    this.limit = limit;
    this.requester = requester;
    this.config = config;
    this.json = json;
  }

  @POST
  @Operation(
      summary = "Starts an operation",
      description =
          "Hands a start command to the broker: 202. With 'Prefer: wait=N' up to N seconds are"
              + " waited until it is accepted (200) or rejected. The same Idempotency-Key again"
              + " starts nothing twice.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(
                      name = "backup",
                      value =
                          "{\"operation\":\"backup-gpo\",\"domain\":\"corp\",\"parameters\":{\"gpo\":\"Default Domain Policy\",\"backupStore\":\"default\"},\"correlationId\":\"CHG0031\"}")))
  public Response start(
      byte[] body,
      @HeaderParam("Idempotency-Key") Optional<String> key,
      @HeaderParam("Prefer") Optional<String> prefer,
      @HeaderParam("traceparent") Optional<String> traceparent)
      throws IOException, SQLException, InterruptedException {
    limit.count(requester.name());
    Ready ready = input.start(body, key.map(CommandsResource::key), trace(traceparent));
    OperationId id = ready.draft().operationId();
    if (conflicts(ready.command())) {
      throw ProblemException.refused(CommandPublisher.conflict(id));
    }
    Optional<Duration> wait = wait(prefer);
    if (wait.isEmpty()) {
      send(ready);
      return submitted(ready).build();
    }
    Optional<RecordedEvent> answer =
        answer(
            ready,
            wait.get(),
            event ->
                event.is(EventType.OPERATION_ACCEPTED) || event.is(EventType.COMMAND_REJECTED));
    if (answer.filter(event -> event.is(EventType.COMMAND_REJECTED)).isPresent()) {
      throw ProblemException.refused(
          json.treeToValue(answer.get().data().path("error"), EventData.Problem.class));
    }
    // A start that came before is not accepted again; it is there.
    Optional<OperationView> operation = operations.find(id.value());
    return operation.isEmpty()
        ? submitted(ready).build()
        : Response.ok(OperationJson.of(operation.get()))
            .location(URI.create(Paths.operation(id.value())))
            .header("Preference-Applied", "wait")
            .build();
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(
      summary = "Asks for an operation to be cancelled",
      description =
          "Hands a cancel command to the broker: 202. With 'Prefer: wait=N' up to N seconds are"
              + " waited for its answer: accepted, too-late or not-supported (200).")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              examples =
                  @ExampleObject(name = "withdrawn", value = "{\"reason\":\"change withdrawn\"}")))
  public Response cancel(
      @PathParam("id") String id,
      byte[] body,
      @HeaderParam("Idempotency-Key") Optional<String> key,
      @HeaderParam("Prefer") Optional<String> prefer,
      @HeaderParam("traceparent") Optional<String> traceparent)
      throws IOException, SQLException, InterruptedException {
    limit.count(requester.name());
    Ready ready =
        input.cancel(operationId(id), body, key.map(CommandsResource::key), trace(traceparent));
    Optional<Duration> wait = wait(prefer);
    if (wait.isEmpty()) {
      send(ready);
      return submitted(ready).build();
    }
    Optional<RecordedEvent> answer =
        answer(ready, wait.get(), event -> answerOf(event).isPresent());
    if (answer.isEmpty()) {
      return submitted(ready).build();
    }
    ObjectNode told = json.createObjectNode();
    told.put("answer", answerOf(answer.get()).orElse(""));
    told.put("operationId", id);
    told.put("commandId", ready.draft().id());
    told.setAll((ObjectNode) answer.get().data());
    return Response.ok(told).header("Preference-Applied", "wait").build();
  }

  private static Optional<String> answerOf(RecordedEvent event) {
    String prefix = "io.gpmcworker.cancel.";
    return event
        .attribute("type")
        .filter(type -> type.startsWith(prefix))
        .map(type -> type.substring(prefix.length()));
  }

  /** Sends, and waits for the first event that answers. */
  private Optional<RecordedEvent> answer(
      Ready ready, Duration atMost, Predicate<RecordedEvent> answers)
      throws IOException, SQLException, InterruptedException {
    String commandId = ready.draft().id();
    try (EventFeed.Listener listener =
        feed.listen(event ->
            event.attribute("causationid").filter(commandId::equals).isPresent()
                && answers.test(event))) {
      send(ready);
      if (ready.command() instanceof Command.StartOperation
          && operations.find(ready.draft().operationId().value()).isPresent()) {
        return Optional.empty();
      }
      return listener.next(atMost);
    }
  }

  private void send(Ready ready) {
    try {
      publisher.send(ready.draft());
    } catch (IOException e) {
      throw new ProblemException(
          503,
          "unavailable",
          "The broker does not answer",
          "The broker did not take the command in time; repeat it with the same Idempotency-Key.");
    }
  }

  private boolean conflicts(Command command) throws SQLException {
    return command instanceof Command.StartOperation start
        && operations
            .find(start.operationId().value())
            .filter(known -> !known.fingerprint().equals(start.fingerprint()))
            .isPresent();
  }

  private static Response.ResponseBuilder submitted(Ready ready) {
    String id = ready.draft().operationId().value();
    return Response.accepted(new Pages.Submitted(id, ready.draft().id(), Paths.operation(id)))
        .location(URI.create(Paths.operation(id)));
  }

  private static OperationId operationId(String text) {
    try {
      return new OperationId(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("This is no operation's id: " + e.getMessage() + ".");
    }
  }

  private static String key(String text) {
    Matcher matcher = KEY.matcher(text);
    if (!matcher.matches()) {
      throw new ProblemException(
          400,
          "invalid-request",
          "A header is not valid",
          "The Idempotency-Key must have 1 to 255 printable ASCII characters.");
    }
    return matcher.group(1);
  }

  private static Optional<String> trace(Optional<String> traceparent) {
    return traceparent.filter(it -> TRACE.matcher(it).matches());
  }

  private Optional<Duration> wait(Optional<String> prefer) {
    return prefer
        .map(WAIT::matcher)
        .filter(Matcher::find)
        .map(matcher -> Duration.ofSeconds(Long.parseLong(matcher.group(1))))
        .filter(Duration::isPositive)
        .map(asked -> asked.compareTo(config.longestWait()) < 0 ? asked : config.longestWait());
  }
}
