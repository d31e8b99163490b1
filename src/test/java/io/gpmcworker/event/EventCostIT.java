package io.gpmcworker.event;

import static io.gpmcworker.testing.OwnDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.cli.terminal.Table;
import io.gpmcworker.testing.OwnDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What an event costs PostgreSQL: to be written beside the change that it tells of, in a
 * transaction that would commit anyway, and to be published. Prints a table.
 *
 * <p>{@code -Dgpmc.events=3000} for as many transactions of each kind.
 */
class EventCostIT {

  private static final int TRANSACTIONS = Integer.getInteger("gpmc.events", 300);
  private static final int[] EVENTS = {0, 1, 4, 16};

  /** Far more than an event and its index entries take, and less than an event in a page each. */
  private static final double MOST_LOGGED = 8_192;

  private long sequence;

  @Test
  void anEventIsCheapBesideTheTransactionThatItIsWrittenIn() throws Exception {
    Table table = new Table("What", "p50", "WAL");
    try (OwnDatabase database = new OwnDatabase();
        Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      insertOperation(connection);
      for (int warmUp : EVENTS) {
        transactions(connection, warmUp);
      }
      Cost without = transactions(connection, 0);
      table.row("Change of an operation, committed", without.time(), without.logged());
      for (int events : Arrays.copyOfRange(EVENTS, 1, EVENTS.length)) {
        Cost with = transactions(connection, events);
        Cost more = with.beside(without, events);
        table.row("Insert beside it, each of " + events + " at once", more.time(), more.logged());
        assertThat(more.bytes()).as("logged for each of %d", events).isBetween(1.0, MOST_LOGGED);
      }
      Cost published = publish(connection);
      table.row("Publish: read and mark, for each event", published.time(), published.logged());
      assertThat(published.bytes()).isBetween(1.0, MOST_LOGGED);
    }
    table.markdown().forEach(System.out::println);
  }

  /**
   * What something costs.
   *
   * @param micros the median
   * @param bytes of the write-ahead log, on average
   */
  private record Cost(double micros, double bytes) {
    /** Of each event, where this is the insertion of all of them within another's transaction. */
    Cost beside(Cost other, int events) {
      return new Cost(micros / events, (bytes - other.bytes) / events);
    }

    String time() {
      return String.format(Locale.ROOT, "%,.0f µs", micros);
    }

    String logged() {
      return String.format(Locale.ROOT, "%,.0f bytes", bytes);
    }
  }

  /**
   * Changes the row of an operation, inserts as many events, and commits, again and again.
   *
   * @return the time of the insertion alone, since all else and the wait for the disk is there
   *     without events, too; without events that of the transaction
   */
  private Cost transactions(Connection connection, int events) throws Exception {
    long[] nanos = new long[TRANSACTIONS];
    long logged = position(connection);
    for (int n = 0; n < TRANSACTIONS; n++) {
      long begin = System.nanoTime();
      execute(
          connection,
          "UPDATE operation SET last_sequence = last_sequence + 1 WHERE id = 'operation-1'");
      long changed = System.nanoTime();
      insertEvents(connection, events);
      long inserted = System.nanoTime();
      connection.commit();
      nanos[n] = events > 0 ? inserted - changed : System.nanoTime() - begin;
    }
    return new Cost(median(nanos), (position(connection) - logged) / (double) TRANSACTIONS);
  }

  private void insertEvents(Connection connection, int events) throws Exception {
    if (events == 0) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(Outbox.INSERT)) {
      for (int n = 0; n < events; n++) {
        insert.setString(1, "gpmc.events");
        insert.setBytes(2, utf8("operation-1"));
        insert.setString(3, headers());
        insert.setBytes(
            4,
            utf8(
                """
                {"operation":"backup-gpo","domain":"corp","numerator":12,"denominator":40,\
                "step":"\\\\Machine\\\\Preferences\\\\Registry\\\\Registry.xml"}\
                """));
        insert.setString(5, "operation-1");
        insert.setObject(6, ++sequence);
        insert.setBoolean(7, false);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The headers of a progress event with a ticket and a trace. */
  private String headers() throws Exception {
    List<DeadLetter.Header> headers = new ArrayList<>();
    List.of(
            List.of("ce_specversion", "1.0"),
            List.of("ce_id", UUID.randomUUID().toString()),
            List.of("ce_source", "/gpmc-worker"),
            List.of("ce_type", "io.gpmcworker.operation.progressed"),
            List.of("ce_subject", "operation-1"),
            List.of("ce_time", Instant.now().toString()),
            List.of("ce_dataschema", "urn:gpmc-worker:operation-progressed:v1"),
            List.of("ce_sequence", "%010d".formatted(sequence)),
            List.of("ce_correlationid", "CHG0031"),
            List.of("ce_causationid", UUID.randomUUID().toString()),
            List.of("ce_traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
            List.of("content-type", "application/json"))
        .forEach(it -> headers.add(DeadLetter.Header.of(it.getFirst(), utf8(it.getLast()))));
    return new ObjectMapper().writeValueAsString(headers);
  }

  /** As the relay does it, without a broker. */
  private static Cost publish(Connection connection) throws SQLException {
    execute(connection, "SET synchronous_commit = off");
    connection.commit();
    List<Long> nanos = new ArrayList<>();
    long events = 0;
    long logged = position(connection);
    List<Long> published = List.of();
    do {
      long begin = System.nanoTime();
      published = next(connection, published);
      connection.commit();
      if (published.size() == OutboxRelay.BATCH) {
        nanos.add((System.nanoTime() - begin) / published.size());
        events += published.size();
      }
    } while (!published.isEmpty());
    return new Cost(
        median(nanos.stream().mapToLong(Long::longValue).toArray()),
        (position(connection) - logged) / (double) events);
  }

  private static List<Long> next(Connection connection, List<Long> published) throws SQLException {
    List<Long> positions = new ArrayList<>();
    try (PreparedStatement next = connection.prepareStatement(OutboxRelay.NEXT)) {
      Array marked = connection.createArrayOf("bigint", published.toArray());
      next.setArray(1, marked);
      next.setArray(2, marked);
      try (ResultSet row = next.executeQuery()) {
        while (row.next()) {
          row.getBytes(5);
          positions.add(row.getLong(1));
        }
      }
    }
    return positions;
  }

  private static double median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000.0;
  }

  private static long position(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void insertOperation(Connection connection) throws SQLException {
    execute(
        connection,
        """
        INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
          command_source, command_id, accepted_at, started_at, state, target, last_sequence)
        VALUES ('operation-1', 'BACKUP_GPO', 'corp', '{}', md5('1'), true, '/bench', '1', now(),
          now(), 'RUNNING', 'gpo:1', 2)
        """);
    connection.commit();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
