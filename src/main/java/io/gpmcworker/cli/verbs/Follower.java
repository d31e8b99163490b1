package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.LiveEvents;
import io.gpmcworker.cli.remote.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows operations by their events. It only listens: going away cancels nothing. */
final class Follower {

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final int MOST_KEPT = 1_000;

  private final Client client;
  private final Map<String, Watched> operations = new LinkedHashMap<>();

  /** What is to happen meanwhile. */
  interface Display {

    /** An event has come. */
    default void event(JsonNode event) {}

    /** Something may look different. */
    default void show(Collection<Watched> operations) {}

    /** Whether anybody still sees it: behind a pipe nobody may. */
    default boolean isSeen() {
      return true;
    }
  }

  Follower(Client client) {
    this.client = client;
  }

  /**
   * Follows these operations until all have ended.
   *
   * @param timeout for how long at most
   * @return false if there was not enough time, or nobody sees it any more
   */
  boolean operations(List<JsonNode> wanted, Optional<Duration> timeout, Display display)
      throws InterruptedException {
    try (LiveEvents live = new LiveEvents(client)) {
      for (JsonNode operation : wanted) {
        Watched watched = Watched.of(operation);
        operations.put(watched.id(), watched);
        if (!watched.hasEnded()) {
          live.listen(Query.of("operations", watched.id(), "events"));
        }
      }
      return listen(live, timeout, display, true);
    }
  }

  /**
   * Follows what runs and what comes.
   *
   * @param ticket only its operations; until all of them have ended
   */
  boolean everything(Optional<String> ticket, Optional<Duration> timeout, Display display)
      throws InterruptedException {
    try (LiveEvents live = new LiveEvents(client)) {
      live.listen(Query.of("events").with("correlationId", ticket));
      // What ended between a list and a stream would be waited for for ever.
      live.awaitListening();
      Query query = Query.of("operations").with("correlationId", ticket).with("limit", "200");
      if (ticket.isEmpty()) {
        query.with("state", "QUEUED,RUNNING,CANCELLING");
      }
      List<Watched> found = new ArrayList<>();
      client.get(query).path("operations").forEach(it -> found.add(Watched.of(it)));
      found.reversed().forEach(it -> operations.put(it.id(), it));
      return listen(live, timeout, display, ticket.isPresent());
    }
  }

  private boolean listen(
      LiveEvents live, Optional<Duration> timeout, Display display, boolean untilEnded)
      throws InterruptedException {
    long begin = System.nanoTime();
    display.show(operations.values());
    while (!untilEnded || operations.isEmpty() || !allEnded()) {
      long left =
          timeout.map(it -> it.toNanos() - (System.nanoTime() - begin)).orElse(Long.MAX_VALUE);
      if (left <= 0 || !display.isSeen()) {
        return false;
      }
      Optional<JsonNode> event = live.next(Duration.ofNanos(Math.min(left, LOOK_EVERY.toNanos())));
      event.ifPresent(it -> hear(it, display, !untilEnded));
      display.show(operations.values());
    }
    return true;
  }

  private void hear(JsonNode event, Display display, boolean open) {
    String id = event.path("subject").asText();
    boolean answer = Watched.type(event).startsWith("cancel.");
    if (id.isEmpty() || (answer && !operations.containsKey(id))) {
      return;
    }
    operations.merge(id, Watched.first(event).after(event), (known, _) -> known.after(event));
    display.event(event);
    if (open && operations.size() > MOST_KEPT) {
      operations.values().removeIf(Watched::hasEnded);
    }
  }

  private boolean allEnded() {
    return operations.values().stream().allMatch(Watched::hasEnded);
  }

  /** Of which it has been heard. */
  List<String> ids() {
    return List.copyOf(operations.keySet());
  }

  /** How they are, as far as has been heard. */
  List<Watched> followed() {
    return List.copyOf(operations.values());
  }
}
