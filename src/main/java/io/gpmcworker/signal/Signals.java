package io.gpmcworker.signal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** One LISTEN connection for this worker, and the sending side. */
@ApplicationScoped
public class Signals {

  /** Rung when another replica has written to the outbox. */
  public static final String OUTBOX = "gpmc_outbox";

  /** Rung with an operation's id when its cancel has been recorded. */
  public static final String CANCEL = "gpmc_cancel";

  private static final Logger LOG = Logger.getLogger(Signals.class);
  private static final Duration CHECK = Duration.ofSeconds(2);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final EntityManager entityManager;
  private final Map<String, Consumer<String>> handlers = new ConcurrentHashMap<>();
  private volatile @Nullable Thread listener;

  Signals(DataSource dataSource, EntityManager entityManager) {
    this.dataSource = dataSource;
    this.entityManager = entityManager;
  }

  /** Names what to do on a channel's signals. To be called before {@link #start}. */
  public void on(String channel, Consumer<String> handler) {
    handlers.put(channel, handler);
  }

  /** Sends a signal when, and only if, the current transaction commits. */
  public void notifyOnCommit(String channel, String payload) {
    entityManager
        .createNativeQuery("SELECT cast(pg_notify(:channel, :payload) AS text)")
        .setParameter("channel", channel)
        .setParameter("payload", payload)
        .getSingleResult();
  }

  /** Starts to listen. */
  public void start() {
    listener = Thread.ofPlatform().daemon().name("signals").start(this::listen);
  }

  /** Stops listening. */
  public void stop() {
    Thread running = listener;
    if (running != null) {
      running.interrupt();
    }
  }

  private void listen() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Connection connection = dataSource.getConnection()) {
        subscribe(connection);
        // Whatever was signalled while nobody listened is looked for now.
        handlers.values().forEach(handler -> handler.accept(""));
        receive(connection);
      } catch (SQLException e) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LOG.warnf(
            "GPMC-S01 Listening for signals was interrupted, trying again: %s", e.getMessage());
        pause();
      }
    }
  }

  private void subscribe(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String channel : handlers.keySet()) {
        statement.execute("LISTEN " + channel);
      }
    }
  }

  private void receive(Connection connection) throws SQLException {
    PGConnection postgres = connection.unwrap(PGConnection.class);
    while (!Thread.currentThread().isInterrupted()) {
      PGNotification @Nullable [] notifications = postgres.getNotifications((int) CHECK.toMillis());
      if (notifications == null || notifications.length == 0) {
        // A connection can die without a word; only asking shows it.
        if (!connection.isValid((int) CHECK.toSeconds())) {
          throw new SQLException("the connection no longer answers");
        }
        continue;
      }
      for (PGNotification notification : notifications) {
        Consumer<String> handler = handlers.get(notification.getName());
        if (handler != null) {
          handler.accept(notification.getParameter());
        }
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
