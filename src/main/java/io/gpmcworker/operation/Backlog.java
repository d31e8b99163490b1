package io.gpmcworker.operation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** How much there is to do, on all workers together. */
@ApplicationScoped
public class Backlog {

  /** Goes by the indexes over live rows, however many operations have ended. */
  static final String SELECT =
      """
      SELECT domain, 'QUEUED' AS state, count(*),
             1000 * extract(epoch FROM clock_timestamp() - min(accepted_at))
      FROM operation WHERE state = 'QUEUED' GROUP BY domain
      UNION ALL
      SELECT domain, state, count(*),
             1000 * extract(epoch FROM clock_timestamp() - min(started_at))
      FROM operation WHERE state IN ('RUNNING', 'CANCELLING') GROUP BY domain, state
      """;

  private final DataSource dataSource;

  Backlog(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The operations of one domain that are in one state.
   *
   * @param oldest how long the oldest of them has waited, or has run
   */
  public record Live(String domain, OperationState state, long operations, Duration oldest) {}

  /** What waits and what runs; nothing is told of a domain and a state without operations. */
  public List<Live> live() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT);
        ResultSet rows = select.executeQuery()) {
      List<Live> live = new ArrayList<>();
      while (rows.next()) {
        live.add(
            new Live(
                rows.getString(1),
                OperationState.valueOf(rows.getString(2)),
                rows.getLong(3),
                Duration.ofMillis(Math.max(0, Math.round(rows.getDouble(4))))));
      }
      return live;
    }
  }
}
