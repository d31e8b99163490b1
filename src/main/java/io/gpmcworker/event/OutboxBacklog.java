package io.gpmcworker.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** What has been written to the outbox and not yet been published. */
@ApplicationScoped
public class OutboxBacklog {

  private static final String SELECT =
      """
      SELECT count(*), 1000 * extract(epoch FROM clock_timestamp() - min(created_at))
      FROM outbox WHERE published_at IS NULL
      """;

  private final DataSource dataSource;

  OutboxBacklog(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Events that wait for the broker.
   *
   * @param oldest how long the first of them has waited
   */
  public record Unpublished(long rows, Duration oldest) {}

  /** Counts them. */
  public Unpublished unpublished() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT);
        ResultSet row = select.executeQuery()) {
      row.next();
      return new Unpublished(
          row.getLong(1), Duration.ofMillis(Math.max(0, Math.round(row.getDouble(2)))));
    }
  }
}
