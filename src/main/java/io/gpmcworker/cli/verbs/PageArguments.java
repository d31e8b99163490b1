package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.remote.RemoteException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a long list. */
final class PageArguments {

  /** The worker gives no more at a time. */
  private static final int LARGEST_PAGE = 200;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  private int limit = 50;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Goes on where an earlier list has ended.")
  private @Nullable String cursor;

  /**
   * Reads page after page, up to the limit.
   *
   * @param query what is listed, made anew for each page
   * @param things the field that they are in
   * @return all of them in that field, and in {@code next} where another list goes on, if there are
   *     more
   * @throws RemoteException if the limit is none
   */
  ObjectNode read(Client client, Supplier<Query> query, String things) throws InterruptedException {
    if (limit < 1) {
      throw new RemoteException(ExitCode.USAGE, "--limit %d is none: 1 or more.".formatted(limit));
    }
    ObjectNode document = client.object();
    ArrayNode all = document.putArray(things);
    Optional<String> next = Optional.ofNullable(cursor);
    do {
      int size = Math.min(limit - all.size(), LARGEST_PAGE);
      JsonNode page =
          client.get(query.get().with("limit", Integer.toString(size)).with("cursor", next));
      page.path(things).forEach(all::add);
      next = Optional.of(page.path("next").asText()).filter(it -> !it.isEmpty());
    } while (next.isPresent() && all.size() < limit);
    next.ifPresent(it -> document.put("next", it));
    return document;
  }
}
