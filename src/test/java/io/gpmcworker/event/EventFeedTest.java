package io.gpmcworker.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A feed of a worker that ends. */
@QuarkusTest
class EventFeedTest extends WorkerTest {

  private static final Duration LONG = Duration.ofHours(1);

  @Inject DataSource dataSource;
  @Inject ObjectMapper json;
  @Inject EventTopics eventTopics;

  private EventFeed feed() {
    return new EventFeed(dataSource, json, eventTopics);
  }

  @Test
  void whoeverListensIsToldThatNothingMoreComesAndIsGoneWhenTheFeedHasStopped() throws Exception {
    EventFeed feed = feed();
    CompletableFuture<Void> listening = new CompletableFuture<>();
    Callable<Boolean> listen =
        () -> {
          try (EventFeed.Listener listener = feed.listen(_ -> false)) {
            listening.complete(null);
            return listener.next(LONG).isEmpty() && listener.ended();
          }
        };
    FutureTask<Boolean> toldTheEnd = new FutureTask<>(listen);
    Thread listener = Thread.startVirtualThread(toldTheEnd);
    listening.get();

    feed.stop(new ShutdownEvent());

    assertThat(listener.isAlive()).isFalse();
    assertThat(toldTheEnd.get()).isTrue();
    assertThat(feed.listeners()).isZero();
  }

  @Test
  void whoComesTooLateIsToldAtOnce() throws SQLException, InterruptedException {
    EventFeed feed = feed();
    feed.stop(new ShutdownEvent());

    try (EventFeed.Listener listener = feed.listen(_ -> true)) {
      assertThat(listener.ended()).isTrue();
      assertThat(listener.next(LONG)).isEmpty();
    }
  }
}
