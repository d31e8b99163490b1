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

  /** Up to here they are counted; so the question costs little however long the broker is away. */
  static final int COUNTED = 50_000;

  /** In order, for else rows might be looked for in the whole table, where these are the last. */
  private static final String SELECT =
      """
      SELECT (SELECT count(*)
              FROM (SELECT FROM outbox WHERE published_at IS NULL
                    ORDER BY position LIMIT %d) AS counted),
             1000 * extract(epoch FROM clock_timestamp()
               - (SELECT created_at FROM outbox WHERE published_at IS NULL
                  ORDER BY position LIMIT 1))
      """
          .formatted(COUNTED);

  private final DataSource dataSource;

  OutboxBacklog(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Events that wait for the broker.
   *
   * @param rows how many, {@value #COUNTED} for as many or more
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
