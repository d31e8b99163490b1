package io.gpmcworker.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.signal.Bell;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Events as they happen, of all replicas: one reader of the outbox in each worker, for any number
 * of listeners, and none at all while nobody listens. What this worker writes is seen at once, what
 * others write within {@link #POLL}.
 */
@ApplicationScoped
public class EventFeed {

  /** Events that may wait for one listener; one that falls further behind is let go. */
  public static final int LONGEST_QUEUE = 2_048;

  private static final Logger LOG = Logger.getLogger(EventFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;

  /** How long all who listen may take to go when the worker ends. */
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(5);

  /** No transaction that writes events lives longer: the database ends it after 10 s. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(20);

  private static final String SELECT =
      """
      SELECT position, topic, headers, value FROM outbox
      WHERE position > ? ORDER BY position LIMIT %d
      """
          .formatted(BATCH);

  private final DataSource dataSource;
  private final ObjectMapper json;
  private final EventTopics topics;
  private final Bell bell = new Bell();
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
  private @Nullable Thread reader;
  private @Nullable Watermark watermark;
  private volatile boolean stopping;

  EventFeed(DataSource dataSource, ObjectMapper json, EventTopics topics) {
    this.dataSource = dataSource;
    this.json = json;
    this.topics = topics;
  }

  /** To be called after the commit of a transaction that appended to the outbox. */
  void wake() {
    if (!listeners.isEmpty()) {
      bell.ring();
    }
  }

  /** How many listen. */
  public int listeners() {
    return listeners.size();
  }

  /**
   * Listens from now on: whatever is committed after this has returned is told. Where the worker
   * ends, nothing is.
   *
   * @param wanted which events; called by the one reader, so quick
   */
  public Listener listen(Predicate<RecordedEvent> wanted) throws SQLException {
    Listener listener = new Listener(wanted);
    synchronized (this) {
      if (stopping) {
        listener.ended = true;
        return listener;
      }
      if (reader == null) {
        watermark = present();
        reader = Thread.ofVirtual().name("event-feed").start(this::read);
      }
      Watermark current = watermark;
      listener.from = current == null ? 0 : current.mark();
      listeners.add(listener);
    }
    bell.ring();
    return listener;
  }

  /**
   * Tells all who listen that nothing more will come, and lets them go: what a request's end needs
   * is not there for long after this.
   */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    List<Listener> last;
    synchronized (this) {
      stopping = true;
      last = List.copyOf(listeners);
    }
    last.forEach(Listener::end);
    bell.ring();
    long until = System.nanoTime() + LEAVE_WITHIN.toNanos();
    for (Listener listener : last) {
      listener.thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
    }
  }

  private void read() {
    try {
      while (true) {
        bell.await(POLL);
        if (stopping || (listeners.isEmpty() && pause())) {
          return;
        }
        tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on as long as somebody listens, and a while longer. */
  private boolean pause() throws InterruptedException {
    long until = System.nanoTime() + IDLE.toNanos();
    while (System.nanoTime() < until) {
      bell.await(IDLE);
      if (stopping || !listeners.isEmpty()) {
        return stopping;
      }
    }
    synchronized (this) {
      if (listeners.isEmpty()) {
        reader = null;
        return true;
      }
      return false;
    }
  }

  private void tell() {
    Watermark seen = watermark;
    if (seen == null) {
      return;
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT)) {
      long after = seen.mark();
      int rows;
      do {
        rows = 0;
        select.setLong(1, after);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            rows++;
            after = row.getLong(1);
            if (seen.see(after, System.nanoTime()) && row.getString(2).equals(topics.events())) {
              tell(RecordedEvent.of(json, after, seen.mark(), row.getString(3), row.getBytes(4)));
            }
          }
        }
      } while (rows == BATCH);
      seen.advance(System.nanoTime());
    } catch (SQLException e) {
      LOG.warnf("GPMC-E02 Reading events was interrupted, trying again: %s", e.getMessage());
    }
  }

  private void tell(RecordedEvent event) {
    for (Listener listener : listeners) {
      if (event.position() > listener.from && listener.wanted.test(event)) {
        listener.offer(event);
      }
    }
  }

  /** The state of the outbox now: what is there has been seen, what is still open has not. */
  private Watermark present() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT position FROM outbox ORDER BY position DESC LIMIT " + BATCH);
        ResultSet rows = select.executeQuery()) {
      ArrayDeque<Long> positions = new ArrayDeque<>();
      while (rows.next()) {
        positions.push(rows.getLong(1));
      }
      long first = positions.isEmpty() ? 0 : positions.peek() - 1;
      Watermark present = new Watermark(first, LONGEST_TRANSACTION.toNanos());
      positions.forEach(position -> present.see(position, System.nanoTime()));
      return present;
    }
  }

  /** One who listens, from a thread that ends soon after it has heard the last. To be closed. */
  public final class Listener implements AutoCloseable {

    private final Predicate<RecordedEvent> wanted;
    private final Thread thread = Thread.currentThread();

    /** Empty is the last. */
    private final BlockingQueue<Optional<RecordedEvent>> queue = new LinkedBlockingQueue<>();

    private volatile boolean ended;

    /** Where it began: events at or before this position are not told. */
    private long from;

    private Listener(Predicate<RecordedEvent> wanted) {
      this.wanted = wanted;
    }

    /** Where it began: all that is not told was there at or before this position. */
    public long from() {
      return from;
    }

    /** The next event; empty if none comes in time or none will come any more. */
    public Optional<RecordedEvent> next(Duration atMost) throws InterruptedException {
      if (ended()) {
        return Optional.empty();
      }
      return Optional.ofNullable(queue.poll(atMost.toNanos(), TimeUnit.NANOSECONDS))
          .flatMap(it -> it);
    }

    /** Whether no more will come: it fell too far behind, or the worker ends. */
    public boolean ended() {
      return ended && queue.isEmpty();
    }

    private void offer(RecordedEvent event) {
      if (queue.size() >= LONGEST_QUEUE) {
        end();
      } else if (!ended) {
        queue.add(Optional.of(event));
      }
    }

    private void end() {
      listeners.remove(this);
      if (!ended) {
        ended = true;
        queue.add(Optional.empty());
      }
    }

    @Override
    public void close() {
      end();
    }
  }
}
