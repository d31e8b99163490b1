package io.gpmcworker.operation;

import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The operations, to be looked at. */
@ApplicationScoped
public class Operations {

  private static final String COLUMNS =
      """
      o.id, o.place, o.kind, o.domain, o.parameters, o.fingerprint, o.cancellable,
      o.correlation_id, o.requested_by, o.priority, o.accepted_at, o.expires_at, o.started_at,
      o.ended_at, o.state, o.owner, o.progress_numerator, o.progress_denominator,
      o.progress_step, o.cancel_requested_at, o.cancel_requested_by, o.cancel_reason,
      o.cancel_delivered_at, o.end_reason, o.hresult, o.detail, o.data_ref, o.version,
      o.last_sequence, w.name AS worker_name,
      cast(extract(epoch FROM clock_timestamp() - w.renewed_at) AS double precision)
        AS heartbeat_age
      """;

  private static final String WORKER = " o LEFT JOIN worker w ON w.id = o.owner ";

  /** Which GPO a command names, as it names it; what it turned out to be is the target. */
  private static final String NAMED_GPO =
      """
      lower(coalesce(o.parameters::jsonb ->> 'gpo', o.parameters::jsonb ->> 'target',
        o.parameters::jsonb ->> 'source', o.parameters::jsonb ->> 'starterGpo',
        o.parameters::jsonb ->> 'backupGpoName'))
      """;

  private static final String NEWEST_FIRST = " ORDER BY o.accepted_at DESC, o.place DESC LIMIT ";

  /** Operations that are looked through for one page. */
  static final int LONGEST_LOOK = 20_000;

  private final DataSource dataSource;

  Operations(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * A place in the list.
   *
   * @param place of the operation that came last
   */
  public record Cursor(Instant acceptedAt, long place) {}

  /**
   * A part of the list.
   *
   * @param next where it goes on, if it may; a page need not be full for that
   */
  public record Page(List<OperationView> operations, Optional<Cursor> next) {
    public Page {
      operations = List.copyOf(operations);
    }
  }

  /** The operation of that id. */
  public Optional<OperationView> find(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT "
                    + COLUMNS
                    + ", o.result, o.messages FROM operation"
                    + WORKER
                    + "WHERE o.id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(view(row, true)) : Optional.empty();
      }
    }
  }

  /** Whether an operation is meant, whatever its state and its time. */
  public boolean matches(String id, OperationFilter filter) throws SQLException {
    Conditions conditions = rest(filter.inAnyState());
    conditions.add("o.id = ?", id);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT 1 FROM operation o " + conditions.where())) {
      conditions.set(select, 0);
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Operations, the newest first, without what came out of them.
   *
   * @param limit of a page; it has less where {@value #LONGEST_LOOK} were looked through
   */
  public Page list(OperationFilter filter, Optional<Cursor> after, int limit) throws SQLException {
    return list(filter, after, limit, LONGEST_LOOK);
  }

  Page list(OperationFilter filter, Optional<Cursor> after, int limit, int look)
      throws SQLException {
    Conditions range = range(filter, after);
    Conditions rest = rest(filter);
    try (Connection connection = dataSource.getConnection()) {
      List<OperationView> found = new ArrayList<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT "
                  + COLUMNS
                  + " FROM (SELECT * FROM operation o "
                  + range.where()
                  + NEWEST_FIRST
                  + look
                  + ")"
                  + WORKER
                  + rest.where()
                  + NEWEST_FIRST
                  + (limit + 1))) {
        rest.set(select, range.set(select, 0));
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            found.add(view(row, false));
          }
        }
      }
      if (found.size() > limit) {
        OperationView last = found.get(limit - 1);
        return new Page(
            found.subList(0, limit), Optional.of(new Cursor(last.acceptedAt(), last.place())));
      }
      return new Page(
          found, rest.isEmpty() ? Optional.empty() : lastLookedAt(connection, range, look));
    }
  }

  /** Where a look ended that did not reach the end. */
  private static Optional<Cursor> lastLookedAt(Connection connection, Conditions range, int look)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT o.accepted_at, o.place FROM operation o "
                + range.where()
                + NEWEST_FIRST
                + "1 OFFSET "
                + (look - 1))) {
      range.set(select, 0);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Cursor(instant(row, "accepted_at").orElseThrow(), row.getLong("place")))
            : Optional.empty();
      }
    }
  }

  /** What an index finds. */
  private static Conditions range(OperationFilter filter, Optional<Cursor> after) {
    Conditions it = new Conditions();
    filter.correlationId().ifPresent(id -> it.add("o.correlation_id = ?", id));
    filter.since().ifPresent(since -> it.add("o.accepted_at >= ?", time(since)));
    filter.until().ifPresent(until -> it.add("o.accepted_at < ?", time(until)));
    after.ifPresent(
        last -> it.add("(o.accepted_at, o.place) < (?, ?)", time(last.acceptedAt()), last.place()));
    return it;
  }

  /** What has to be looked for in what an index has found. */
  private static Conditions rest(OperationFilter filter) {
    Conditions it = new Conditions();
    if (!filter.states().isEmpty()) {
      it.add(
          "o.state = ANY (?)",
          (Object) filter.states().stream().map(OperationState::name).toArray(String[]::new));
    }
    filter.kind().ifPresent(kind -> it.add("o.kind = ?", kind.name()));
    filter.domain().ifPresent(domain -> it.add("o.domain = ?", domain));
    filter
        .gpo()
        .ifPresent(gpo -> {
          switch (gpo) {
            case GpoName.ByDisplayName(String name) ->
                it.add(NAMED_GPO + " = ?", name.toLowerCase(Locale.ROOT));
            case GpoName.ById(UUID id) ->
                it.add(
                    "(o.target = ? OR " + NAMED_GPO + " = ?)",
                    Target.gpo(id).key(),
                    GpoName.braced(id).toLowerCase(Locale.ROOT));
          }
        });
    filter.requestedBy().ifPresent(who -> it.add("o.requested_by = ?", who));
    return it;
  }

  private static OperationView view(ResultSet row, boolean whole) throws SQLException {
    OperationState state = OperationState.valueOf(row.getString("state"));
    Optional<EndReason> endReason = text(row, "end_reason").map(EndReason::valueOf);
    Optional<Instant> startedAt = instant(row, "started_at");
    Optional<Long> numerator = number(row, "progress_numerator");
    Optional<HResult> status =
        Optional.ofNullable(row.getObject("hresult", Integer.class)).map(HResult::new);
    return new OperationView(
        row.getString("id"),
        row.getLong("place"),
        OperationKind.valueOf(row.getString("kind")),
        row.getString("domain"),
        row.getString("parameters"),
        row.getString("fingerprint"),
        row.getBoolean("cancellable"),
        text(row, "correlation_id"),
        text(row, "requested_by"),
        row.getInt("priority"),
        instant(row, "accepted_at").orElseThrow(),
        instant(row, "expires_at"),
        startedAt,
        instant(row, "ended_at"),
        state,
        worker(row),
        progress(row),
        cancel(row),
        endReason,
        Problems.of(
            state,
            endReason.orElse(null),
            status,
            text(row, "detail").orElse(""),
            startedAt.isPresent()),
        whole ? text(row, "result") : Optional.empty(),
        whole ? text(row, "messages") : Optional.empty(),
        text(row, "data_ref").map(URI::create),
        row.getLong("last_sequence"),
        "%d-%d-%d"
            .formatted(row.getInt("version"), row.getLong("last_sequence"), numerator.orElse(0L)));
  }

  private static Optional<OperationView.Worker> worker(ResultSet row) throws SQLException {
    @Nullable UUID owner = row.getObject("owner", UUID.class);
    if (owner == null) {
      return Optional.empty();
    }
    return Optional.of(
        new OperationView.Worker(
            owner,
            text(row, "worker_name"),
            Optional.ofNullable(row.getObject("heartbeat_age", Double.class))));
  }

  private static Optional<OperationView.Progress> progress(ResultSet row) throws SQLException {
    Optional<Long> numerator = number(row, "progress_numerator");
    Optional<Long> denominator = number(row, "progress_denominator");
    if (numerator.isEmpty() || denominator.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OperationView.Progress(
            numerator.get(),
            denominator.get(),
            text(row, "progress_step").filter(step -> !step.isEmpty())));
  }

  private static Optional<OperationView.Cancel> cancel(ResultSet row) throws SQLException {
    Optional<Instant> at = instant(row, "cancel_requested_at");
    if (at.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OperationView.Cancel(
            at.get(),
            text(row, "cancel_requested_by"),
            text(row, "cancel_reason"),
            instant(row, "cancel_delivered_at")));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, Long.class));
  }

  /** What a statement asks for, with its values. */
  private static final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void add(String text, Object... with) {
      texts.add(text);
      values.addAll(List.of(with));
    }

    String where() {
      return texts.isEmpty() ? "" : "WHERE " + String.join(" AND ", texts);
    }

    boolean isEmpty() {
      return texts.isEmpty();
    }

    /** Sets the values after as many others; returns how many there are then. */
    int set(PreparedStatement statement, int others) throws SQLException {
      int at = others;
      for (Object value : values) {
        statement.setObject(++at, value);
      }
      return at;
    }
  }
}
