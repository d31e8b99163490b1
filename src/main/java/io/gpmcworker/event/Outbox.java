package io.gpmcworker.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;

/**
 * The transactional outbox: whatever is to be published is a row here first.
 *
 * <p>Rows get their position when they are inserted, under the lock that the writer holds on the
 * operation; so the positions of one operation's events follow its sequence.
 */
@ApplicationScoped
public class Outbox {

  static final String INSERT =
      """
      INSERT INTO outbox (topic, record_key, headers, value, operation_id, sequence, lasting)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private final EntityManager entityManager;
  private final ObjectMapper json;
  private final EventTopics topics;
  private final OutboxRelay relay;
  private final EventFeed feed;
  private final TransactionSynchronizationRegistry transaction;

  Outbox(
      EntityManager entityManager,
      ObjectMapper json,
      EventTopics topics,
      OutboxRelay relay,
      EventFeed feed,
      TransactionSynchronizationRegistry transaction) {
    this.entityManager = entityManager;
    this.json = json;
    this.topics = topics;
    this.relay = relay;
    this.feed = feed;
    this.transaction = transaction;
  }

  /** Appends events, in order, in the current transaction. */
  public void append(List<OutgoingEvent> events) {
    insert(events.stream().map(this::row).toList());
  }

  /** Appends dead letters in the current transaction. */
  public void appendDeadLetters(List<DeadLetter> letters) {
    insert(letters.stream().map(this::row).toList());
  }

  private void insert(List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    Session session = entityManager.unwrap(Session.class);
    // The change that an event tells of comes first, so that its row lock is held here.
    session.flush();
    session.doWork(connection -> insert(connection, rows));
    wakeRelayOnce();
  }

  private void wakeRelayOnce() {
    if (transaction.getResource(this) != null) {
      return;
    }
    transaction.putResource(this, true);
    relay.wakeOnCommit();
    transaction.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing: everything has been written by now.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              relay.wake();
              feed.wake();
            }
          }
        });
  }

  private static void insert(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Row row : rows) {
        insert.setString(1, row.topic());
        insert.setBytes(2, row.key().orElse(null));
        insert.setString(3, row.headers());
        insert.setBytes(4, row.value().orElse(null));
        insert.setString(5, row.operationId().orElse(null));
        insert.setObject(6, row.sequence().orElse(null));
        insert.setBoolean(7, row.lasting());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private Row row(OutgoingEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.id().toString());
    headers.put("ce_source", topics.source());
    headers.put("ce_type", event.type().wireName());
    event.subject().ifPresent(subject -> headers.put("ce_subject", subject));
    headers.put("ce_time", event.time().toString());
    headers.put("ce_dataschema", event.type().dataSchema());
    event.sequence().ifPresent(it -> headers.put("ce_sequence", OutgoingEvent.sequenceText(it)));
    event.correlationId().ifPresent(id -> headers.put("ce_correlationid", id));
    event.causationId().ifPresent(id -> headers.put("ce_causationid", id));
    event.traceparent().ifPresent(it -> headers.put("ce_traceparent", it));
    event.dataRef().ifPresent(it -> headers.put("ce_dataref", it));
    headers.put("content-type", "application/json");
    return new Row(
        topics.events(),
        event.subject().map(Outbox::utf8),
        write(headers.entrySet().stream().map(it -> header(it.getKey(), utf8(it.getValue())))),
        Optional.of(utf8(event.data())),
        event.subject(),
        event.sequence().isPresent() ? Optional.of(event.sequence().getAsLong()) : Optional.empty(),
        event.sequence().isPresent() && event.type() != EventType.OPERATION_PROGRESSED);
  }

  private Row row(DeadLetter letter) {
    List<DeadLetter.Header> headers = new ArrayList<>(letter.headers());
    headers.add(header("dead-letter-reason", utf8(letter.reason())));
    headers.add(header("dead-letter-topic", utf8(letter.topic())));
    headers.add(header("dead-letter-partition", utf8(Integer.toString(letter.partition()))));
    headers.add(header("dead-letter-offset", utf8(Long.toString(letter.offset()))));
    if (letter.leftOut() > 0) {
      headers.add(header("dead-letter-left-out-bytes", utf8(Integer.toString(letter.leftOut()))));
    }
    return new Row(
        topics.deadLetters(),
        letter.key(),
        write(headers.stream()),
        letter.value(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  private String write(Stream<DeadLetter.Header> headers) {
    try {
      return json.writeValueAsString(headers.toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names and bytes always have a JSON form", e);
    }
  }

  private static DeadLetter.Header header(String name, byte[] value) {
    return DeadLetter.Header.of(name, value);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A row to be.
   *
   * @param lasting whether it is kept as long as its operation
   */
  private record Row(
      String topic,
      Optional<byte[]> key,
      String headers,
      Optional<byte[]> value,
      Optional<String> operationId,
      Optional<Long> sequence,
      boolean lasting) {}
}
