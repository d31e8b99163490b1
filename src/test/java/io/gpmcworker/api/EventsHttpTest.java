package io.gpmcworker.api;

import static io.gpmcworker.api.ApiCalls.backup;
import static io.gpmcworker.api.ApiCalls.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.gpmcworker.event.EventFeed;
import io.gpmcworker.event.RecordedEvent;
import io.gpmcworker.testing.ScriptedDriver;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Events over HTTP: what there was, what happens, and what was missed meanwhile. */
@QuarkusTest
class EventsHttpTest extends WorkerTest {

  @Inject EventFeed feed;
  @Inject DataSource dataSource;

  @TestHTTPResource("/api/v1/")
  @SuppressWarnings("NullAway.Init")
  URI base;

  private EventClient listen(String path, String lastEventId) throws IOException {
    return new EventClient(URI.create(base + path), lastEventId);
  }

  private void start(String more) {
    post("/operations", backup(id, id, more), Map.of()).then().statusCode(202);
  }

  @Test
  void theTimelineIsToldAndFollowedAndResumed() throws IOException, InterruptedException {
    ScriptedDriver.Play play = driver.play(id);
    try (EventClient all = listen("events?correlationId=" + id, "");
        EventClient one = listen("operations/" + id + "/events", "")) {
      start(",\"correlationId\":\"" + id + "\"");
      play.awaitCall();
      assertThat(one.types(2)).containsExactly("operation.accepted", "operation.started");
      play.succeed();
      topics.awaitEnd(id);
      assertThat(one.types(1)).containsExactly("operation.succeeded");
      assertThat(all.types(3)).hasSize(3);
      String began = all.ids().getFirst();
      try (EventClient resumed = listen("events?correlationId=" + id, began)) {
        assertThat(resumed.typesUntil("operation.succeeded")).contains("operation.started");
      }
    }
    given()
        .get("/api/v1/operations/" + id + "/events")
        .then()
        .statusCode(200)
        .body("type", hasItem("io.gpmcworker.operation.succeeded"))
        .body("sequence", contains("0000000001", "0000000002", "0000000003"))
        .body("[0].data.operation", equalTo("backup-gpo"));
    given().get("/api/v1/operations/" + id).then().body("sequence", equalTo("0000000003"));
  }

  @Test
  void everyClientIsToldAllThatItAskedForAndNothingElse() throws IOException {
    try (EventClient first = listen("events?correlationId=" + id, "");
        EventClient second =
            listen("events?correlationId=" + id + "&type=operation.succeeded", "");
        EventClient other = listen("events?correlationId=other-" + id, "")) {
      start(",\"correlationId\":\"" + id + "\"");
      assertThat(first.types(3)).startsWith("operation.accepted", "operation.started");
      assertThat(second.types(1)).containsExactly("operation.succeeded");
      post(
          "/operations",
          backup(id + "-2", id, ",\"correlationId\":\"other-" + id + "\""),
          Map.of());
      assertThat(other.types(1)).containsExactly("operation.accepted");
    }
  }

  @Test
  void eventsAreFilteredAsTheListIs() throws IOException, InterruptedException {
    ScriptedDriver.Play play = driver.play(id);
    try (EventClient ofGpo = listen("events?gpo=" + id.toUpperCase(Locale.ROOT), "");
        EventClient ofWho = listen("events?operation=backup-gpo&requestedBy=" + id, "");
        EventClient ends = listen("events?state=cancelled,failed&gpo=" + id, "");
        EventClient ofOther = listen("events?gpo=other-" + id, "")) {
      start(",\"requestedBy\":\"" + id + "\"");
      play.awaitCall();
      String began = ofGpo.types(2).getLast();
      post("/operations/" + id + "/cancel", "{\"requestedBy\":\"somebody else\"}", Map.of());
      play.awaitCancel();
      post("/operations", backup(id + "-2", "other-" + id, ""), Map.of());

      assertThat(began).isEqualTo("operation.started");
      assertThat(ofGpo.types(3))
          .containsExactly("cancel.accepted", "operation.cancelling", "operation.cancelled");
      assertThat(ofWho.types(5)).contains("cancel.accepted").endsWith("operation.cancelled");
      assertThat(ends.types(1)).containsExactly("operation.cancelled");
      assertThat(ofOther.types(1)).containsExactly("operation.accepted");
      try (EventClient resumed = listen("events?gpo=" + id, ofGpo.ids().getFirst())) {
        assertThat(resumed.typesUntil("operation.cancelled"))
            .contains("operation.started", "cancel.accepted", "operation.cancelling");
      }
    }
    given()
        .header("Accept", "text/event-stream")
        .get("/api/v1/events?state=odd&operation=odd&type=odd")
        .then()
        .statusCode(400)
        .body("errors.field", hasItems("state", "operation", "type"));
  }

  @Test
  void aClientThatWasAwayMissesNothing() throws IOException {
    String seen;
    try (EventClient before = listen("events?correlationId=" + id, "")) {
      start(",\"correlationId\":\"" + id + "\"");
      before.types(1);
      seen = before.ids().getLast();
    }
    topics.awaitEnd(id);

    try (EventClient after = listen("events?correlationId=" + id, seen)) {
      List<String> missed = after.types(2);
      assertThat(missed).contains("operation.started");
    }
    given()
        .header("Accept", "text/event-stream")
        .header("Last-Event-ID", "yesterday")
        .get("/api/v1/events")
        .then()
        .statusCode(400);
  }

  @Test
  void oneThatDoesNotTakeWhatItIsToldIsLetGoAndTheOthersAreNot()
      throws SQLException, InterruptedException {
    int many = EventFeed.LONGEST_QUEUE + 100;
    try (EventFeed.Listener slow = feed.listen(this::isMine);
        EventFeed.Listener quick = feed.listen(this::isMine)) {
      Thread reader =
          Thread.startVirtualThread(() -> {
            for (int n = 0; n < many; n++) {
              next(quick);
            }
          });
      append(many);
      reader.join();

      assertThat(quick.ended()).isFalse();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> {
            while (next(slow).isPresent()) {
              // What was kept for it is still to be had.
            }
            return slow.ended();
          });
    }
  }

  private boolean isMine(RecordedEvent event) {
    return event.attribute("subject").filter(id::equals).isPresent();
  }

  private static Optional<RecordedEvent> next(EventFeed.Listener listener) {
    try {
      return listener.next(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Copies an event many times over, as published already. */
  private void append(int count) throws SQLException {
    start("");
    topics.awaitEnd(id);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                INSERT INTO outbox (topic, record_key, headers, value, operation_id, published_at)
                SELECT topic, record_key, headers, value, operation_id, now()
                FROM (SELECT * FROM outbox WHERE operation_id = ? ORDER BY position LIMIT 1) one,
                  generate_series(1, ?)
                """)) {
      insert.setString(1, id);
      insert.setInt(2, count);
      assertThat(insert.executeUpdate()).isEqualTo(count);
    }
  }
}
