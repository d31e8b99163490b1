package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.RateLimit;
import io.gpmcworker.api.security.Requester;
import io.gpmcworker.api.security.Role;
import io.gpmcworker.api.view.Pages;
import io.gpmcworker.api.view.Paths;
import io.gpmcworker.command.CommandPublisher;
import io.gpmcworker.event.DeadLetters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Records that were no valid command. */
@Path(Paths.BASE + "/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed({Role.VIEW, Role.OPERATE, Role.ADMINISTER})
public class DeadLettersResource {

  private static final Logger LOG = Logger.getLogger(DeadLettersResource.class);
  private static final int LARGEST_PAGE = 100;
  private static final int PAGE = 25;

  private final DeadLetters letters;
  private final CommandPublisher publisher;
  private final RateLimit limit;
  private final Requester requester;

  DeadLettersResource(
      DeadLetters letters, CommandPublisher publisher, RateLimit limit, Requester requester) {
    this.letters = letters;
    this.publisher = publisher;
    this.limit = limit;
    this.requester = requester;
  }

  @GET
  @Operation(summary = "Lists dead letters, the newest first, with why each was refused")
  public Pages.DeadLetterPage list(
      @QueryParam("limit") Optional<String> limit, @QueryParam("cursor") Optional<String> cursor)
      throws SQLException {
    QueryParameters query = new QueryParameters();
    int size = query.number("limit", limit, 1, LARGEST_PAGE, PAGE);
    long before =
        query.read("cursor", cursor, DeadLettersResource::position).orElse(Long.MAX_VALUE);
    query.finish();
    List<DeadLetters.Written> found = letters.before(before, size + 1);
    List<DeadLetters.Written> page = found.subList(0, Math.min(size, found.size()));
    return new Pages.DeadLetterPage(
        page.stream().map(Pages.DeadLetter::of).toList(),
        found.size() > size
            ? Optional.of(Long.toString(page.getLast().position()))
            : Optional.empty());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Tells of a dead letter")
  public Pages.DeadLetter get(@PathParam("id") String id) throws SQLException {
    return Pages.DeadLetter.of(find(id));
  }

  @POST
  @Path("/{id}/replay")
  @RolesAllowed(Role.ADMINISTER)
  @Operation(
      summary = "Sends a dead letter to the command topic once more",
      description = "As it came, once what was wrong has been put right; who did so is kept.")
  public Response replay(@PathParam("id") String id) throws SQLException {
    limit.count(requester.name());
    DeadLetters.Written letter = find(id);
    if (letter.letter().leftOut() > 0) {
      throw new ProblemException(
          409,
          "not-whole",
          "The dead letter is not whole",
          "%d bytes of the record did not fit; take it from %s, partition %d, offset %d."
              .formatted(
                  letter.letter().leftOut(),
                  letter.letter().topic(),
                  letter.letter().partition(),
                  letter.letter().offset()));
    }
    letters.replayed(letter.position(), requester.name());
    LOG.infof("GPMC-A03 Dead letter %s is sent again for '%s'", id, requester.name());
    try {
      publisher.replay(letter.letter());
    } catch (IOException e) {
      throw new ProblemException(
          503, "unavailable", "The broker does not answer", "The broker did not take the record.");
    }
    return Response.accepted(get(id)).build();
  }

  private DeadLetters.Written find(String id) throws SQLException {
    try {
      return letters
          .find(position(id))
          .orElseThrow(() ->
              ProblemException.notFound("There is no dead letter of this id, or not any more."));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("This is no id of a dead letter.");
    }
  }

  private static long position(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException("is none that a page has named as next");
    }
    return Long.parseLong(text);
  }
}
