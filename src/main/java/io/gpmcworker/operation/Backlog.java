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

  /** Up to here what waits in a domain is counted; so the question costs little at any depth. */
  static final int COUNTED = 50_000;

  /**
   * Goes by the indexes over live rows, however many operations have ended. In order, for else rows
   * might be looked for in the whole table, where those that wait are the last.
   */
  static final String SELECT =
      """
      SELECT w.domain, 'QUEUED' AS state,
             (SELECT count(*)
              FROM (SELECT FROM operation o WHERE o.state = 'QUEUED' AND o.domain = w.domain
                    ORDER BY o.place LIMIT %d) AS counted),
             1000 * extract(epoch FROM clock_timestamp()
               - (SELECT o.accepted_at FROM operation o
                  WHERE o.state = 'QUEUED' AND o.domain = w.domain
                  ORDER BY o.place LIMIT 1))
      FROM (%s) AS w
      UNION ALL
      SELECT domain, state, count(*),
             1000 * extract(epoch FROM clock_timestamp() - min(started_at))
      FROM operation WHERE state IN ('RUNNING', 'CANCELLING') GROUP BY domain, state
      """
          .formatted(COUNTED, Queue.WAITING_DOMAINS);

  private final DataSource dataSource;

  Backlog(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The operations of one domain that are in one state.
   *
   * @param operations how many; of those that wait, no more than {@value #COUNTED} are counted
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
