package io.gpmcworker.operation;

import static io.gpmcworker.testing.OwnDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.cli.terminal.Table;
import io.gpmcworker.testing.OwnDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the running system's statements read while many operations have ended and many wait: never
 * the whole table, and no more with a deep queue than with a shallow one. Prints a table and writes
 * the plans to {@code target/plans}.
 *
 * <p>{@code -Dgpmc.plans.ended=10000000 -Dgpmc.plans.queued=1000000} for the sizes of the design.
 */
class PlansIT {

  /** As Hibernate writes what {@link Rows} asks. */
  private static final String ID_IS_ONE_OF = "CAST((id = ANY($1)) AS boolean)";

  private static final long ENDED = Long.getLong("gpmc.plans.ended", 3_000_000);
  private static final long QUEUED = Long.getLong("gpmc.plans.queued", 20_000);
  private static final int FILLED_AT_ONCE = 500_000;

  /** As many as make autovacuum come: each of them changes three times. */
  private static final long PASSED = ENDED / 300;

  /** Pages of 8 KiB; a claim looks at five thousand targets where all in its window wait. */
  private static final long MOST_PAGES = 60_000;

  private static final Pattern PAGES =
      Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");
  private static final Pattern TIME = Pattern.compile("Execution Time: ([0-9.]+) ms");

  private final List<String> tooMuch = new ArrayList<>();
  private final Path folder = Path.of("target", "plans").toAbsolutePath();

  @Test
  void noStatementReadsMoreBecauseMuchHasEndedOrMuchWaits() throws Exception {
    Files.createDirectories(folder);
    Table table =
        new Table(
            "Statement",
            "10 wait",
            "10,000 wait",
            "%,d wait".formatted(QUEUED),
            "and %,d have passed".formatted(PASSED));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    try (OwnDatabase database = new OwnDatabase();
        Connection connection = database.connect()) {
      // As the worker's own connections do.
      execute(connection, "SET plan_cache_mode = force_generic_plan");
      execute(connection, "SET enable_seqscan = off");
      fillEnded(connection);
      long queued = 0;
      for (long depth : List.of(10L, Math.min(10_000L, QUEUED), QUEUED)) {
        fillQueue(connection, queued, depth);
        queued = depth;
        explainAll(connection, depth + " wait", rows);
      }
      passThrough(connection);
      explainAll(connection, PASSED + " have passed", rows);
    }
    rows.forEach((what, cells) -> {
      cells.addFirst(what);
      table.row(cells.toArray(String[]::new));
    });
    System.out.printf("PlansIT: %,d operations have ended%n", ENDED);
    table.markdown().forEach(System.out::println);
    assertThat(tooMuch).as("statements that read too much").isEmpty();
  }

  private void explainAll(Connection connection, String when, Map<String, List<String>> rows)
      throws Exception {
    for (Map.Entry<String, Asked> statement : statements().entrySet()) {
      rows.computeIfAbsent(statement.getKey(), it -> new ArrayList<>())
          .add(explain(connection, statement.getKey(), statement.getValue(), when));
    }
  }

  /**
   * A statement of the worker.
   *
   * @param arguments of its parameters, as SQL
   */
  private record Asked(String sql, List<String> arguments) {
    static Asked of(String sql, String... arguments) {
      return new Asked(sql, List.of(arguments));
    }

    String execute() {
      return arguments.isEmpty()
          ? "EXECUTE asked"
          : "EXECUTE asked (" + String.join(", ", arguments) + ")";
    }
  }

  private static Map<String, Asked> statements() {
    Map<String, Asked> statements = new LinkedHashMap<>();
    statements.put("domains in which operations wait", Asked.of(Queue.WAITING_DOMAINS));
    statements.put("whether any operation waits", Asked.of(Queue.ANY_WAITING));
    statements.put("claim", claim(Claims.CLAIMABLE_OF_NEXT));
    statements.put("claim beyond the window", claim(Claims.CLAIMABLE_OF_TARGETS));
    statements.put(
        "what waits without a target",
        Asked.of(
            "SELECT * FROM operation WHERE domain = $1 AND state = 'QUEUED' AND target IS NULL"
                + " ORDER BY place FETCH FIRST $2 ROWS ONLY",
            "'corp'",
            "1000"));
    statements.put(
        "intake and cancel: 100 operations by id",
        Asked.of(
            "SELECT * FROM operation WHERE " + ID_IS_ONE_OF + " ORDER BY id FOR NO KEY UPDATE",
            array(n -> "'" + (n % 2 == 0 ? "ended-" : "queued-") + n + "'")));
    statements.put(
        "answers given before, 100 by id",
        Asked.of(
            "SELECT * FROM answered_command WHERE " + ID_IS_ONE_OF,
            array(n -> "md5('answer-" + n + "')::uuid")));
    statements.put(
        "heartbeat: cancels not delivered",
        Asked.of(
            "SELECT id FROM operation WHERE owner = $1 AND state = 'RUNNING' AND"
                + " cancel_requested_at IS NOT NULL",
            "md5('w')::uuid"));
    statements.put("recovery: operations whose worker is gone", limited(Queue.LOST, "100"));
    statements.put("expired starts", limited(Queue.EXPIRED, "500"));
    statements.put("retention: 1,000 operations", retention(Retention.OPERATIONS));
    statements.put("retention: 1,000 events", retention(Retention.EVENTS));
    statements.put("retention: 1,000 answers", retention(Retention.ANSWERS));
    statements.put(
        "outbox: the next 1,000 to publish",
        Asked.of(
            "WITH marked AS (UPDATE outbox SET published_at = now() WHERE position = ANY ($1))"
                + " SELECT position, topic, record_key, headers, value FROM outbox"
                + " WHERE published_at IS NULL AND position <> ALL ($1)"
                + " ORDER BY position LIMIT 1000",
            "'{}'"));
    statements.put(
        "list: the newest 50",
        Asked.of("SELECT * FROM operation o ORDER BY o.accepted_at DESC, o.place DESC LIMIT 51"));
    statements.put(
        "list: the newest 50 that failed",
        Asked.of(
            "SELECT * FROM (SELECT * FROM operation o ORDER BY o.accepted_at DESC, o.place DESC"
                + " LIMIT "
                + Operations.LONGEST_LOOK
                + ") o WHERE o.state = ANY ($1) ORDER BY o.accepted_at DESC, o.place DESC LIMIT 51",
            "'{FAILED}'"));
    statements.put("metrics: what waits and runs", Asked.of(Backlog.SELECT));
    statements.put(
        "KEDA: what waits and runs",
        Asked.of(
            "SELECT (SELECT count(*) FROM (SELECT FROM operation WHERE state = 'QUEUED' ORDER BY"
                + " domain, place LIMIT 50000) AS waiting) + (SELECT count(*) FROM operation WHERE"
                + " state IN ('RUNNING', 'CANCELLING'))"));
    return statements;
  }

  private static String array(IntFunction<String> element) {
    return IntStream.rangeClosed(1, 100)
        .mapToObj(element)
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  private static Asked claim(String query) {
    return Asked.of(query.replace(":domain", "$1").replace(":limit", "$2"), "'corp'", "16");
  }

  private static Asked limited(String query, String limit) {
    return Asked.of(query.replace(":limit", "$1"), limit);
  }

  private static Asked retention(String query) {
    return Asked.of(query.formatted("clock_timestamp() - interval '90 days'", 1_000));
  }

  /**
   * Rows that have ended over a year, with an answer for every tenth and an event for every fourth.
   */
  private static void fillEnded(Connection connection) throws SQLException {
    for (long from = 1; from <= ENDED; from += FILLED_AT_ONCE) {
      long until = Math.min(ENDED, from + FILLED_AT_ONCE - 1);
      execute(
          connection,
          """
          INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
            command_source, command_id, accepted_at, started_at, ended_at, state, target, epoch,
            hresult, last_sequence)
          SELECT 'ended-' || n, 'REPORT_GPO', 'corp', '{"gpo":"A GPO","reportType":"xml"}',
            md5(n::text), true, '/plans', n::text, at, at, at,
            CASE WHEN n %% 1000 = 0 THEN 'FAILED' ELSE 'SUCCEEDED' END, 'gpo:' || n %% 5000, 1, 0, 4
          FROM (SELECT n, now() - interval '365 days' * (1 - n / %d.0) AS at
                FROM generate_series(%d, %d) n) ended
          """
              .formatted(ENDED + 1, from, until));
      execute(
          connection,
          """
          INSERT INTO answered_command (id, operation_id, answer, sequence, data, answered_at)
          SELECT md5('answer-' || n)::uuid, 'ended-' || n, 'CANCEL_TOO_LATE', 5, '{}',
            now() - interval '365 days' * (1 - n / %d.0)
          FROM generate_series(%d, %d, 10) n
          """
              .formatted(ENDED + 1, from, until));
      execute(
          connection,
          """
          INSERT INTO outbox (topic, headers, operation_id, sequence, created_at, published_at,
            lasting)
          SELECT 'gpmc.events', '[]', 'ended-' || n, 1, at, at, true
          FROM (SELECT n, now() - interval '365 days' * (1 - n / %d.0) AS at
                FROM generate_series(%d, %d, 4) n) told
          """
              .formatted(ENDED + 1, from, until));
    }
    execute(connection, "VACUUM ANALYZE");
  }

  private static void fillQueue(Connection connection, long from, long until) throws SQLException {
    execute(
        connection,
        """
        INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
          command_source, command_id, accepted_at, state, target)
        SELECT 'queued-' || n, 'REPORT_GPO', 'corp', '{"gpo":"A GPO","reportType":"xml"}',
          md5(n::text), true, '/plans', n::text, now(), 'QUEUED', 'gpo:' || n %% 5000
        FROM generate_series(%d, %d) n
        """
            .formatted(from + 1, until));
    execute(connection, "ANALYZE operation");
  }

  /** Operations that came, waited, and have ended since the last vacuum. */
  private static void passThrough(Connection connection) throws SQLException {
    execute(connection, "ALTER TABLE operation SET (autovacuum_enabled = off)");
    execute(
        connection,
        """
        INSERT INTO operation (id, kind, domain, parameters, fingerprint, cancellable,
          command_source, command_id, accepted_at, state)
        SELECT 'passed-' || n, 'REPORT_GPO', 'corp', '{"gpo":"A GPO","reportType":"xml"}',
          md5(n::text), true, '/plans', n::text, now(), 'QUEUED'
        FROM generate_series(1, %d) n
        """
            .formatted(PASSED));
    for (String change :
        List.of(
            "target = 'gpo:' || abs(hashtext(id)) % 5000",
            "state = 'RUNNING', owner = md5('w')::uuid",
            "state = 'SUCCEEDED', owner = NULL, ended_at = now()")) {
      execute(connection, "UPDATE operation SET " + change + " WHERE id LIKE 'passed-%'");
    }
  }

  /** Runs a statement twice, so that the second finds its pages in memory, and undoes it. */
  private String explain(Connection connection, String what, Asked asked, String when)
      throws Exception {
    String plan = "";
    execute(connection, "PREPARE asked AS " + asked.sql());
    connection.setAutoCommit(false);
    try {
      for (int time = 0; time < 2; time++) {
        StringBuilder lines = new StringBuilder();
        try (Statement statement = connection.createStatement();
            ResultSet row =
                statement.executeQuery("EXPLAIN (ANALYZE, BUFFERS) " + asked.execute())) {
          while (row.next()) {
            lines.append(row.getString(1)).append('\n');
          }
        }
        connection.rollback();
        plan = lines.toString();
      }
    } finally {
      connection.setAutoCommit(true);
      execute(connection, "DEALLOCATE asked");
    }
    Files.writeString(
        folder.resolve("%s, %s.txt".formatted(what.replaceAll("\\W+", "-"), when)), plan);
    Matcher pages = PAGES.matcher(plan);
    long read = pages.find() ? number(pages.group(1)) + number(pages.group(2)) : 0;
    Matcher time = TIME.matcher(plan);
    assertThat(time.find()).as(plan).isTrue();
    if (read > MOST_PAGES
        || plan.contains("Seq Scan on operation")
        || plan.contains("Seq Scan on outbox")) {
      tooMuch.add("%s, %s:%n%s".formatted(what, when, plan));
    }
    return String.format(
        Locale.ROOT, "%.1f ms, %,d pages", Double.parseDouble(time.group(1)), read);
  }

  private static long number(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
