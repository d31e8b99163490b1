package io.gpmcworker.event;

import io.gpmcworker.signal.Bell;
import io.gpmcworker.signal.Signals;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Carries the outbox to Kafka: in order, at least once, one replica at a time.
 *
 * <p>Who holds an advisory lock on its database session relays. Rows are read and marked on that
 * same session, so a replica that has lost the lock cannot mark anything any more; what it had
 * already sent is then sent once more by its successor, with the same event ids.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  /** Any number will do that nothing else on this database uses. */
  private static final long LOCK = 0x67706D63_6F757462L;

  static final int BATCH = 1_000;
  private static final Duration POLL = Duration.ofMillis(500);

  /** How long a mark waits for the next batch, to save a round trip. */
  private static final Duration MARKED_WITHIN = Duration.ofMillis(50);

  /** After how much silence the database ends the session of the replica that relays. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(4);

  /** Marks what has been published and reads what comes next, in one round trip. */
  static final String NEXT =
      """
      WITH marked AS (
        UPDATE outbox SET published_at = now() WHERE position = ANY (?))
      SELECT position, topic, record_key, headers, value
      FROM outbox
      WHERE published_at IS NULL AND position <> ALL (?)
      ORDER BY position
      LIMIT %d
      """
          .formatted(BATCH);

  private final DataSource dataSource;
  private final RecordSender sender;
  private final Signals signals;
  private final Bell bell = new Bell();
  private volatile boolean leading;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  OutboxRelay(DataSource dataSource, RecordSender sender, Signals signals) {
    this.dataSource = dataSource;
    this.sender = sender;
    this.signals = signals;
  }

  /** Starts relaying, or waiting for the replica that does. */
  public void start() {
    signals.on(Signals.OUTBOX, payload -> bell.ring());
    thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
  }

  /**
   * To be called in every transaction that appends to the outbox: tells the replica that relays.
   */
  public void wakeOnCommit() {
    if (!leading) {
      signals.notifyOnCommit(Signals.OUTBOX, "");
    }
  }

  /** To be called after the commit of a transaction that appended to the outbox. */
  public void wake() {
    bell.ring();
  }

  /** Publishes what is in the outbox and stops, within the given time. */
  public void flushAndStop(Duration atMost) throws InterruptedException {
    stopping = true;
    bell.ring();
    Thread running = thread;
    if (running != null && !running.join(atMost)) {
      running.interrupt();
    }
  }

  private void run() {
    while (!stopping && !Thread.currentThread().isInterrupted()) {
      try (Connection connection = dataSource.getConnection()) {
        lead(connection);
      } catch (SQLException | ExecutionException e) {
        LOG.warnf("GPMC-E01 Publishing events was interrupted, trying again: %s", e.getMessage());
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        leading = false;
      }
    }
  }

  private void lead(Connection connection)
      throws SQLException, InterruptedException, ExecutionException {
    while (!locked(connection)) {
      if (stopping) {
        return;
      }
      bell.await(POLL);
    }
    leading = true;
    try {
      // A worker that stands still must not keep the lock: nobody else could publish anything.
      execute(connection, "SET idle_session_timeout = " + LONGEST_SILENCE.toMillis());
      // A mark that is lost with the database's memory costs a repeated event with its own id.
      execute(connection, "SET synchronous_commit = off");
      List<Long> published = List.of();
      while (true) {
        published = publishNext(connection, published);
        if (stopping && published.isEmpty()) {
          return;
        }
        if (!stopping && published.size() < BATCH) {
          bell.await(published.isEmpty() ? POLL : MARKED_WITHIN);
        }
      }
    } finally {
      unlock(connection);
    }
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (Statement it = connection.createStatement()) {
      it.execute(statement);
    }
  }

  /**
   * Publishes a batch.
   *
   * @param published the positions of the batch before, which has arrived and is not marked yet
   * @return the positions of this one
   */
  private List<Long> publishNext(Connection connection, List<Long> published)
      throws SQLException, InterruptedException, ExecutionException {
    List<Long> positions = new ArrayList<>();
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    try (PreparedStatement next = connection.prepareStatement(NEXT)) {
      Array marked = connection.createArrayOf("bigint", published.toArray());
      next.setArray(1, marked);
      next.setArray(2, marked);
      try (ResultSet rows = next.executeQuery()) {
        while (rows.next()) {
          positions.add(rows.getLong(1));
          acknowledgements.add(
              sender.send(
                  rows.getString(2), rows.getBytes(3), rows.getString(4), rows.getBytes(5)));
        }
      }
    }
    for (Future<RecordMetadata> acknowledgement : acknowledgements) {
      await(acknowledgement, connection);
    }
    return positions;
  }

  /** A broker that is away for long must not cost the lock: the session is kept busy. */
  private static void await(Future<RecordMetadata> acknowledgement, Connection connection)
      throws SQLException, InterruptedException, ExecutionException {
    while (true) {
      try {
        acknowledgement.get(LONGEST_SILENCE.toMillis() / 4, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        execute(connection, "SELECT 1");
      }
    }
  }

  private static boolean locked(Connection connection) throws SQLException {
    return call(connection, "SELECT pg_try_advisory_lock(?)");
  }

  private static void unlock(Connection connection) {
    try {
      call(connection, "SELECT pg_advisory_unlock(?)");
      execute(connection, "RESET synchronous_commit");
      execute(connection, "RESET idle_session_timeout");
      // Whoever waits for the lock need not wait for its next look.
      execute(connection, "NOTIFY " + Signals.OUTBOX);
    } catch (SQLException e) {
      LOG.debugf("The lock ends with the broken connection: %s", e.getMessage());
    }
  }

  private static boolean call(Connection connection, String function) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(function)) {
      select.setLong(1, LOCK);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void pause() {
    try {
      bell.await(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
