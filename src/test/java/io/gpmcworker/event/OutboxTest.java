package io.gpmcworker.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import io.gpmcworker.testing.WorkerTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** From the outbox to the topic. */
@QuarkusTest
class OutboxTest extends WorkerTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Inject Outbox outbox;
  @Inject DataSource dataSource;

  @Test
  void everyEventCarriesTheAttributesOfTheContract() {
    String command =
        topics.command(
            "io.gpmcworker.operation.start",
            id,
            Topics.backup(id),
            Map.of("ce_correlationid", "CHG0031", "ce_traceparent", TRACE));
    Instant sent = Instant.now();

    List<ReceivedEvent> events = topics.awaitEnd(id);

    assertThat(events).hasSizeGreaterThanOrEqualTo(3);
    long sequence = 0;
    for (ReceivedEvent received : events) {
      CloudEvent event = received.event();
      sequence++;
      assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
      assertThat(UUID.fromString(event.getId()).version()).isEqualTo(8);
      assertThat(UUID.fromString(event.getId()).variant()).isEqualTo(2);
      assertThat(event.getSource()).isEqualTo(URI.create("/gpmc-worker"));
      assertThat(event.getType()).startsWith("io.gpmcworker.operation.");
      assertThat(event.getSubject()).isEqualTo(id);
      assertThat(received.key()).contains(id);
      assertThat(event.getDataContentType()).isEqualTo("application/json");
      assertThat(event.getDataSchema())
          .isEqualTo(URI.create("urn:" + event.getType().replace('.', ':') + ":v1"));
      assertThat(received.time()).isBetween(sent.minusSeconds(5), Instant.now());
      assertThat(received.sequence()).isEqualTo(sequence);
      assertThat(received.extension("sequence")).as("sorts as text").hasSize(10);
      assertThat(received.extension("correlationid")).isEqualTo("CHG0031");
      assertThat(received.extension("causationid")).isEqualTo(command);
      assertThat(received.extension("traceparent")).isEqualTo(TRACE);
      assertThat(received.data().isObject()).isTrue();
    }
  }

  @Test
  void anEventThatIsPublishedAgainIsTheSameEvent() throws SQLException {
    topics.startBackup(id, id);
    List<ReceivedEvent> first = topics.awaitEnd(id);
    awaitPublished();

    publishAgain();

    await().until(() -> received().size() == 2 * first.size());
    List<ReceivedEvent> again = received().subList(first.size(), 2 * first.size());
    assertThat(again)
        .extracting(ReceivedEvent::event)
        .isEqualTo(first.stream().map(ReceivedEvent::event).toList());
    assertThat(topics.of(id)).isEqualTo(first);
  }

  private List<ReceivedEvent> received() {
    return topics.all().stream().filter(it -> it.subject().equals(id)).toList();
  }

  private void awaitPublished() {
    await().until(() -> count("published_at IS NULL") == 0);
  }

  private void publishAgain() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE outbox SET published_at = NULL WHERE operation_id = ?")) {
      update.setString(1, id);
      update.executeUpdate();
    }
  }

  private int count(String condition) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT count(*) FROM outbox WHERE operation_id = ? AND " + condition)) {
      select.setString(1, id);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  @Test
  void theEventsOfManyOperationsAtATimeAreInOrderAndGapless() {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      ids.add(id + "-" + n);
    }
    ids.parallelStream().forEach(each -> topics.startBackup(each, each));

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            topics.all().stream().filter(it -> it.subject().startsWith(id) && it.isEnd()).count()
                >= ids.size());
    for (String each : ids) {
      List<ReceivedEvent> events = topics.awaitEnd(each);
      assertThat(events.getFirst().type()).isEqualTo("operation.accepted");
      assertThat(events.getLast().type()).isEqualTo("operation.succeeded");
    }
  }

  @Test
  void whatIsRolledBackIsNotPublished() {
    QuarkusTransaction.begin();
    outbox.append(List.of(event("rolled back")));
    QuarkusTransaction.rollback();
    QuarkusTransaction.requiringNew().run(() -> outbox.append(List.of(event("committed"))));

    ReceivedEvent published = topics.awaitEvent(id, "operation.progressed");

    assertThat(published.id()).isEqualTo(event("committed").id().toString());
    await().during(Duration.ofSeconds(1)).until(() -> topics.of(id).size() == 1);
  }

  private OutgoingEvent event(String name) {
    return new OutgoingEvent(
        OutgoingEvent.stableId(id, name),
        EventType.OPERATION_PROGRESSED,
        Instant.EPOCH,
        Optional.of(id),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        """
        {"operation":"backup-gpo","domain":"corp","numerator":1,"denominator":2}
        """);
  }
}
