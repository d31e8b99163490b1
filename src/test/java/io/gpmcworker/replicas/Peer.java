package io.gpmcworker.replicas;

import static org.awaitility.Awaitility.await;

import io.gpmcworker.cli.local.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another one that executes jobs out of PostgreSQL: how it is started, how jobs that do nothing are
 * added in the quickest way that it has, and how those that are left are counted.
 *
 * @param prepare makes what the first process needs, if it does not do so itself
 * @param add adds as many jobs as {@code %d} says, in one statement
 * @param left counts the jobs that have not been executed
 */
record Peer(String name, ProcessBuilder command, String prepare, String add, String left) {

  /** What a process prints when it executes jobs. */
  static final String READY = "ready";

  /** Jobs at the same time in each process. */
  static final int THREADS = 16;

  /**
   * Connections of each process: one for each job and some for its own. Four processes must not
   * need more than PostgreSQL has: a peer that gets none when a job is done leaves that job marked
   * as executing, for as long as it takes to think it dead.
   */
  static final int CONNECTIONS = 20;

  private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

  /** All jobs do nothing: where none has been executed for so long none will be. */
  private static final Duration STALLED = Duration.ofSeconds(30);

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LINES_OF_LOG = 10;
  private static final String TAKEN =
      "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'";

  static Peer dbScheduler(Database database) {
    return new Peer(
        "db-scheduler",
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            DbSchedulerPeer.class.getName(),
            database.jdbcUrl(),
            database.username(),
            database.password()),
        """
        CREATE TABLE IF NOT EXISTS scheduled_tasks (
          task_name text NOT NULL,
          task_instance text NOT NULL,
          task_data bytea,
          execution_time timestamptz NOT NULL,
          picked boolean NOT NULL,
          picked_by text,
          last_success timestamptz,
          last_failure timestamptz,
          consecutive_failures int,
          last_heartbeat timestamptz,
          version bigint NOT NULL,
          priority smallint,
          PRIMARY KEY (task_name, task_instance));
        CREATE INDEX IF NOT EXISTS execution_time_idx ON scheduled_tasks (execution_time);
        CREATE INDEX IF NOT EXISTS last_heartbeat_idx ON scheduled_tasks (last_heartbeat)
        """,
        "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + (" SELECT '" + DbSchedulerPeer.TASK + "', n::text, now(), false, 1")
            + " FROM generate_series(1, %d) n",
        "SELECT count(*) FROM scheduled_tasks");
  }

  /**
   * @param folder with its {@code worker.js}, installed
   */
  static Peer graphileWorker(Database database, Path folder) {
    ProcessBuilder node = new ProcessBuilder("node", "worker.js").directory(folder.toFile());
    node.environment()
        .put(
            "PEER_DATABASE",
            "postgresql://%s:%s@%s"
                .formatted(
                    database.username(),
                    database.password(),
                    database.jdbcUrl().substring("jdbc:postgresql://".length())));
    node.environment().put("PEER_THREADS", Integer.toString(THREADS));
    node.environment().put("PEER_CONNECTIONS", Integer.toString(CONNECTIONS));
    // As its own measurement of itself does: a line for each job would be most of its work.
    node.environment().put("NO_LOG_SUCCESS", "1");
    return new Peer(
        "graphile-worker",
        node,
        "",
        """
        SELECT count(*) FROM graphile_worker.add_jobs(
          (SELECT array_agg(json_populate_record(
             NULL::graphile_worker.job_spec,
             json_build_object('identifier', 'noop', 'payload', json_build_object('n', n))))
           FROM generate_series(1, %d) n))
        """,
        "SELECT count(*) FROM graphile_worker.jobs");
  }

  /**
   * Starts processes, has them execute jobs once to be warm, and measures the second time.
   *
   * @param folder where they write what they have to say
   * @return jobs a second, from the commit that adds them until none is left
   */
  double jobsPerSecond(Database database, int processes, int jobs, Path folder) throws Exception {
    List<Process> running = new ArrayList<>();
    List<Path> logs = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.username(), database.password());
        Statement statement = connection.createStatement()) {
      refuseMoreThanThereAre(statement, processes);
      statement.execute(prepare);
      for (int n = 1; n <= processes; n++) {
        Path log = folder.resolve("%s-of-%d-%d.log".formatted(name, processes, n));
        logs.add(log);
        running.add(command.redirectErrorStream(true).redirectOutput(log.toFile()).start());
        awaitReady(running.getLast(), log);
      }
      execute(statement, jobs, running, logs);
      return execute(statement, jobs, running, logs);
    } finally {
      running.forEach(Process::destroyForcibly);
      for (Process process : running) {
        process.waitFor();
      }
    }
  }

  private void refuseMoreThanThereAre(Statement statement, int processes) throws SQLException {
    long most = number(statement, "SELECT current_setting('max_connections')::int");
    long needed =
        number(statement, TAKEN)
            + number(statement, "SELECT current_setting('superuser_reserved_connections')::int")
            + (long) processes * CONNECTIONS;
    if (needed > most) {
      throw new IllegalStateException(
          "%d processes of %s need %d connections with those that are taken, and PostgreSQL has %d."
              .formatted(processes, name, needed, most));
    }
  }

  private static void awaitReady(Process process, Path log) {
    await(log + " to say " + READY)
        .atMost(STARTED_WITHIN)
        .failFast("it has ended; see " + log, () -> !process.isAlive())
        .until(() -> lines(log).stream().anyMatch(READY::equals));
  }

  private double execute(Statement statement, int jobs, List<Process> running, List<Path> logs)
      throws SQLException, IOException, InterruptedException {
    Connection connection = statement.getConnection();
    connection.setAutoCommit(false);
    statement.execute(add.formatted(jobs));
    // The peers' queries were planned for the empty table that the last round left: db-scheduler's
    // then takes so long that nothing moves until autovacuum has come by.
    statement.execute("ANALYZE");
    long begin = System.nanoTime();
    connection.commit();
    connection.setAutoCommit(true);
    long last = jobs;
    long progressed = begin;
    while (true) {
      long now = number(statement, left);
      long at = System.nanoTime();
      if (now == 0) {
        return jobs / ((at - begin) / 1e9);
      }
      if (now < last) {
        last = now;
        progressed = at;
      }
      if (at - progressed > STALLED.toNanos() || at - begin > PATIENCE.toNanos()) {
        throw new IllegalStateException(standstill(statement, now, jobs, running, logs));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** Why jobs are not executed, as far as can be seen from here. */
  private String standstill(
      Statement statement, long now, int jobs, List<Process> running, List<Path> logs)
      throws SQLException, IOException {
    StringBuilder why = new StringBuilder();
    why.append(
        "%s has left %d of %d jobs; %d of its %d processes run; %d connections of %s are taken."
            .formatted(
                name,
                now,
                jobs,
                running.stream().filter(Process::isAlive).count(),
                running.size(),
                number(statement, TAKEN),
                number(statement, "SELECT current_setting('max_connections')::int")));
    for (Path log : logs) {
      // Where something was thrown is of no use here; what was thrown is.
      List<String> lines =
          lines(log).stream().filter(it -> !it.isBlank() && !it.startsWith("\t")).toList();
      why.append(System.lineSeparator()).append(log);
      lines.stream()
          .skip(Math.max(0, lines.size() - LINES_OF_LOG))
          .forEach(it -> why.append(System.lineSeparator()).append("  ").append(it));
    }
    return why.toString();
  }

  private static List<String> lines(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.toList();
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
