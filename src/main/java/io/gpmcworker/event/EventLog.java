package io.gpmcworker.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads events back from the outbox, where each is kept for a while after it was published. */
@ApplicationScoped
public class EventLog {

  /** More events of one operation than this are not told; the newest are left out. */
  public static final int LONGEST_TIMELINE = 5_000;

  private static final String OF_OPERATION =
      """
      SELECT position, headers, value FROM outbox
      WHERE operation_id = ? AND topic = ? AND position > ?
      ORDER BY position LIMIT %d
      """
          .formatted(LONGEST_TIMELINE);

  private static final String AFTER =
      """
      SELECT position, headers, value FROM outbox
      WHERE position > ? AND topic = ?
      ORDER BY position LIMIT ?
      """;

  private final DataSource dataSource;
  private final ObjectMapper json;
  private final EventTopics topics;

  EventLog(DataSource dataSource, ObjectMapper json, EventTopics topics) {
    this.dataSource = dataSource;
    this.json = json;
    this.topics = topics;
  }

  /**
   * The events about an operation that are still kept, in order, each once.
   *
   * @param after only those after this position
   */
  public List<RecordedEvent> ofOperation(String operationId, long after) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(OF_OPERATION)) {
      select.setString(1, operationId);
      select.setString(2, topics.events());
      select.setLong(3, after);
      Map<String, RecordedEvent> byId = new LinkedHashMap<>();
      for (RecordedEvent event : read(select)) {
        byId.putIfAbsent(event.attribute("id").orElse(""), event);
      }
      return List.copyOf(byId.values());
    }
  }

  /** The events after a position, at most so many. */
  public List<RecordedEvent> after(long position, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(AFTER)) {
      select.setLong(1, position);
      select.setString(2, topics.events());
      select.setInt(3, limit);
      return read(select);
    }
  }

  private List<RecordedEvent> read(PreparedStatement select) throws SQLException {
    List<RecordedEvent> events = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        long position = rows.getLong(1);
        events.add(RecordedEvent.of(json, position, position, rows.getString(2), rows.getBytes(3)));
      }
    }
    return events;
  }
}
