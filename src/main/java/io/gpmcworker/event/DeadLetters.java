package io.gpmcworker.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The dead letters that this installation has written, read back from the outbox; each is kept
 * there for {@code gpmc.retention.events}, whatever Kafka keeps.
 */
@ApplicationScoped
public class DeadLetters {

  private static final TypeReference<List<DeadLetter.Header>> HEADERS = new TypeReference<>() {};
  private static final TypeReference<List<Replay>> REPLAYS = new TypeReference<>() {};
  private static final String OURS = "dead-letter-";

  private final DataSource dataSource;
  private final ObjectMapper json;
  private final EventTopics topics;

  DeadLetters(DataSource dataSource, ObjectMapper json, EventTopics topics) {
    this.dataSource = dataSource;
    this.json = json;
    this.topics = topics;
  }

  /**
   * A dead letter that was written.
   *
   * @param position names it
   * @param letter the record, and why it was refused
   * @param replays when it was sent again, and who asked for that
   */
  public record Written(long position, Instant time, DeadLetter letter, List<Replay> replays) {
    public Written {
      replays = List.copyOf(replays);
    }
  }

  /** Once more a command. */
  public record Replay(Instant at, String by) {}

  /** Dead letters, the newest first, before a position. */
  public List<Written> before(long position, int limit) throws SQLException {
    return select("<", position, limit);
  }

  /** The dead letter of that position. */
  public Optional<Written> find(long position) throws SQLException {
    return select("=", position, 1).stream().findFirst();
  }

  /** Writes down that a dead letter is sent again. */
  public void replayed(long position, String by) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO dead_letter_replay (position, replayed_by) VALUES (?, ?)")) {
      insert.setLong(1, position);
      insert.setString(2, by);
      insert.executeUpdate();
    }
  }

  private List<Written> select(String comparison, long position, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                SELECT o.position, o.record_key, o.headers, o.value, o.created_at,
                  (SELECT coalesce(json_agg(json_build_object('at',
                            to_char(r.replayed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                            'by', r.replayed_by) ORDER BY r.replayed_at), '[]')
                   FROM dead_letter_replay r WHERE r.position = o.position)
                FROM outbox o
                WHERE o.operation_id IS NULL AND o.topic = ? AND o.position %s ?
                ORDER BY o.position DESC LIMIT ?
                """
                    .formatted(comparison))) {
      select.setString(1, topics.deadLetters());
      select.setLong(2, position);
      select.setInt(3, limit);
      List<Written> letters = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          letters.add(read(row));
        }
      }
      return letters;
    }
  }

  private Written read(ResultSet row) throws SQLException {
    Timestamp written = row.getTimestamp(5);
    try {
      List<DeadLetter.Header> headers = json.readValue(row.getString(3), HEADERS);
      return new Written(
          row.getLong(1),
          written.toInstant(),
          new DeadLetter(
              Optional.ofNullable(row.getBytes(2)),
              Optional.ofNullable(row.getBytes(4)),
              headers.stream().filter(header -> !header.name().startsWith(OURS)).toList(),
              own(headers, "reason").orElse(""),
              own(headers, "left-out-bytes").map(Integer::valueOf).orElse(0),
              own(headers, "topic").orElse(""),
              own(headers, "partition").map(Integer::valueOf).orElse(0),
              own(headers, "offset").map(Long::valueOf).orElse(0L)),
          json.readValue(row.getString(6), REPLAYS));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the outbox holds a dead letter that it did not write", e);
    }
  }

  /** The last of that name is ours: they come after the record's own. */
  private static Optional<String> own(List<DeadLetter.Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.name().equals(OURS + name))
        .reduce((earlier, later) -> later)
        .map(header -> new String(header.value(), StandardCharsets.UTF_8));
  }
}
