package io.gpmcworker.api;

import io.gpmcworker.event.EventFeed;
import io.gpmcworker.event.RecordedEvent;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One client's stream of events: what it has missed, then what happens. One that does not take what
 * it is sent is let go; it comes back with the id of what it had last.
 */
final class EventStream {

  /** Events of the past that are read at a time. */
  static final int PAGE = 500;

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(20);
  private static final long RECONNECT_MILLIS = 1_000;

  private final SseEventSink sink;
  private final Sse sse;
  private final EventFeed feed;
  private long last;

  EventStream(SseEventSink sink, Sse sse, EventFeed feed) {
    this.sink = sink;
    this.sse = sse;
    this.feed = feed;
  }

  /** Reads what was missed, page by page. */
  interface Past {

    /**
     * The next page.
     *
     * @param after the last position of the page before; empty for the first
     */
    List<RecordedEvent> read(OptionalLong after) throws SQLException;
  }

  /**
   * Streams until the client or the worker goes.
   *
   * @param after where the client says it was
   */
  void run(WantedEvents wanted, Past past, OptionalLong after)
      throws SQLException, InterruptedException {
    try (EventFeed.Listener listener = feed.listen(wanted::matches)) {
      if (listener.ended()) {
        return;
      }
      last = Math.min(after.orElse(listener.from()), listener.from());
      // With its place, so that also who loses the connection before any event comes back to it.
      if (!send(
          sse.newEventBuilder()
              .comment("listening")
              .id(Long.toString(last))
              .reconnectDelay(RECONNECT_MILLIS)
              .build())) {
        return;
      }
      Set<Long> told = new HashSet<>();
      OptionalLong page = OptionalLong.empty();
      List<RecordedEvent> events = past.read(page);
      while (!events.isEmpty()) {
        for (RecordedEvent event : events) {
          if (event.position() > listener.from()) {
            told.add(event.position());
          }
          if (wanted.matches(event)
              && wanted.matchesOperation(event)
              && !send(event, Math.min(event.position(), listener.from()))) {
            return;
          }
        }
        page = OptionalLong.of(events.getLast().position());
        events = past.read(page);
      }
      while (!sink.isClosed() && !listener.ended()) {
        Optional<RecordedEvent> event = listener.next(KEEP_ALIVE);
        boolean taken =
            event.isEmpty()
                ? listener.ended() || send(sse.newEventBuilder().comment("still here").build())
                : told.remove(event.get().position())
                    || !wanted.matchesOperation(event.get())
                    || send(event.get(), event.get().resumeAfter());
        if (!taken) {
          return;
        }
      }
    } finally {
      endAfter(Thread.currentThread());
    }
  }

  /** Ends the response when the request's own thread has ended, which is not done with it yet. */
  private void endAfter(Thread request) {
    Thread.ofVirtual()
        .name("event-stream-end")
        .start(() -> {
          try {
            request.join();
            sink.close();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (IllegalStateException _) {
            // The client was quicker.
          }
        });
  }

  private boolean send(RecordedEvent event, long resumeAfter) throws InterruptedException {
    last = Math.max(last, resumeAfter);
    return send(
        sse.newEventBuilder()
            .id(Long.toString(last))
            .mediaType(MediaType.TEXT_PLAIN_TYPE)
            .data(String.class, event.json())
            .build());
  }

  private boolean send(OutboundSseEvent event) throws InterruptedException {
    try {
      sink.send(event).toCompletableFuture().get(LONGEST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | IllegalStateException e) {
      return false;
    }
  }
}
