package io.gpmcworker.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** The database behind the worker's back. */
final class StoredOperations {

  private final DataSource dataSource;

  StoredOperations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** A worker that was here once, and whose lease is over. */
  UUID deadWorker() throws SQLException {
    UUID worker = UUID.randomUUID();
    execute(
        """
        INSERT INTO worker (id, name, started_at, renewed_at, lease_until)
        VALUES (?, 'dead', now() - interval '1 hour', now() - interval '1 hour',
                now() - interval '59 minutes')
        """,
        worker);
    return worker;
  }

  /** An operation as a worker had it when it died. */
  void insert(String id, String state, UUID owner, boolean cancelRequested) throws SQLException {
    execute(
        """
        INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
                               command_source, command_id, accepted_at, started_at, state, target,
                               owner, epoch, cancel_requested_at, cancel_requested_by,
                               cancel_reason, cancel_command_id, last_sequence)
        VALUES (?, 'BACKUP_GPO', 'corp', '{"gpo":"x","backupStore":"default"}', 'f', true,
                '/tests', 'start', now(), now(), ?, ?, ?, 1,
                CASE WHEN ? THEN now() END, 'jane', 'withdrawn', 'cancel', 2)
        """,
        id,
        state,
        "name:" + id,
        owner,
        cancelRequested);
  }

  /** An operation that nobody has taken yet. */
  void insertQueued(String id) throws SQLException {
    execute(
        """
        INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
                               command_source, command_id, accepted_at, state, last_sequence)
        VALUES (?, 'BACKUP_GPO', 'corp', '{"gpo":"x","backupStore":"default"}', 'f', true,
                '/tests', 'start', now(), 'QUEUED', 1)
        """,
        id);
  }

  /** Ends a worker's lease, as if it had not been renewed in time. */
  void endLease(UUID worker) throws SQLException {
    execute(
        "UPDATE worker SET lease_until = clock_timestamp() - interval '1 second' WHERE id = ?",
        worker);
  }

  boolean exists(UUID worker) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT 1 FROM worker WHERE id = ?")) {
      select.setObject(1, worker);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Keeps every lease from being renewed until it is closed. */
  Connection lockLeases() throws SQLException {
    Connection connection = dataSource.getConnection();
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement("LOCK TABLE worker")) {
      lock.execute();
    }
    return connection;
  }

  private void execute(String sql, Object... parameters) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int n = 0; n < parameters.length; n++) {
        statement.setObject(n + 1, parameters[n]);
      }
      statement.executeUpdate();
    }
  }
}
