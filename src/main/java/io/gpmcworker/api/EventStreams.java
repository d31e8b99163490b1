package io.gpmcworker.api;

import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.ApiConfig;
import io.gpmcworker.event.EventFeed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.OptionalLong;

/** The streams of this worker: not more than it is configured for. */
@ApplicationScoped
class EventStreams {

  private final EventFeed feed;
  private final ApiConfig config;

  EventStreams(EventFeed feed, ApiConfig config) {
    this.feed = feed;
    this.config = config;
  }

  /**
   * One more stream.
   *
   * @throws ProblemException with status 503 if there are enough
   */
  EventStream open(SseEventSink sink, Sse sse) {
    if (feed.listeners() >= config.streams()) {
      throw new ProblemException(
          503, "unavailable", "Too many listen already", "Too many streams are open; try again.");
    }
    return new EventStream(sink, sse, feed);
  }

  /**
   * Where a client says it was.
   *
   * @throws ProblemException with status 400 if that is no place
   */
  static OptionalLong position(Optional<String> lastEventId) {
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
