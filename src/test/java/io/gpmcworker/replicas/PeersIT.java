package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.cli.terminal.Table;
import io.gpmcworker.cli.topics.CommandSender;
import io.gpmcworker.cli.topics.EventReader;
import io.gpmcworker.cli.topics.OperationRequest;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.testing.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * How many trivial operations a second, beside two peers that execute jobs which do nothing, on the
 * same PostgreSQL, with 1, 2 and 4 processes each. Ours is the whole way, from a Kafka record to a
 * Kafka record, with a report of a small GPO in between; theirs is a row that is inserted and gone.
 *
 * <p>{@code ./mvnw verify -Dit.test=PeersIT -Dgpmc.peers=3000} with as many operations for each.
 * graphile-worker needs {@code npm}, which fetches it.
 */
class PeersIT {

  static final String READY = "ready";

  private static final int JOBS = Integer.getInteger("gpmc.peers", 0);
  private static final int[] PROCESSES = {1, 2, 4};
  private static final long SMALL_BYTES = 4_096;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path folder = Path.of("target", "peers").toAbsolutePath();

  @Test
  void trivialOperationsBesideThePeers() throws Exception {
    assumeTrue(JOBS > 0, "Compared with peers only when asked: -Dgpmc.peers=3000");
    Table table = new Table("Processes", "gpmc-worker", "db-scheduler", "graphile-worker");
    Files.createDirectories(folder);
    boolean graphile = installGraphile();
    try (Fleet fleet = new Fleet(Map.of())) {
      prepareDbScheduler(fleet);
      fleet.domain().seedSamples();
      List<String> gpos = smallGpos(fleet);
      for (int processes : PROCESSES) {
        String ours = ours(fleet, gpos, processes);
        String dbScheduler =
            peer(
                fleet,
                processes,
                dbScheduler(fleet),
                "INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked,"
                    + " version) SELECT '"
                    + DbSchedulerPeer.TASK
                    + "', n::text, now(), false, 1 FROM generate_series(1, "
                    + JOBS
                    + ") n",
                "SELECT count(*) FROM scheduled_tasks");
        String theirs =
            graphile
                ? peer(
                    fleet,
                    processes,
                    graphile(fleet),
                    "SELECT count(graphile_worker.add_job('noop', json_build_object('n', n)))"
                        + " FROM generate_series(1, "
                        + JOBS
                        + ") n",
                    "SELECT count(*) FROM graphile_worker.jobs")
                : "-";
        table.row(Integer.toString(processes), ours, dbScheduler, theirs);
      }
    }
    table.markdown().forEach(System.out::println);
    assertThat(table.markdown()).hasSizeGreaterThan(PROCESSES.length);
  }

  private static List<String> smallGpos(Fleet fleet) throws GpmcException, IOException {
    try (DomainByHand byHand = new DomainByHand(fleet.domain())) {
      return byHand.gpos().stream()
          .filter(gpo -> gpo.bytes() <= SMALL_BYTES)
          .map(gpo -> GpoName.braced(gpo.id()))
          .toList();
    }
  }

  private static String ours(Fleet fleet, List<String> gpos, int processes) throws Exception {
    List<Replica> replicas = new ArrayList<>();
    for (int n = 1; n <= processes; n++) {
      replicas.add(fleet.start("of-" + processes + "-" + n));
    }
    try {
      flood(fleet, gpos, "warm-" + processes);
      return flood(fleet, gpos, "measured-" + processes);
    } finally {
      replicas.forEach(Replica::stop);
    }
  }

  private static String flood(Fleet fleet, List<String> gpos, String prefix)
      throws InterruptedException {
    Set<String> ended = ConcurrentHashMap.newKeySet();
    CountDownLatch left = new CountDownLatch(JOBS);
    String servers = fleet.broker().bootstrapServers();
    try (EventReader reader =
            EventReader.open(
                servers,
                Topics.EVENTS,
                event -> {
                  if (event.isEnd() && ended.add(event.operationId())) {
                    left.countDown();
                  }
                },
                failure -> {});
        CommandSender sender = new CommandSender(servers, Topics.COMMANDS)) {
      long begin = System.nanoTime();
      for (int n = 0; n < JOBS; n++) {
        sender.start(
            new OperationRequest(
                prefix + "-" + n,
                "report-gpo",
                "corp",
                Map.of("gpo", gpos.get(n % gpos.size()), "reportType", "xml"),
                "peers",
                Optional.empty()));
      }
      assertThat(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all ended").isTrue();
      assertThat(reader).isNotNull();
      return rate(begin);
    }
  }

  /** Starts processes of a peer, and measures how long as many jobs are there. */
  private String peer(
      Fleet fleet, int processes, ProcessBuilder command, String add, String remaining)
      throws Exception {
    List<Process> running = new ArrayList<>();
    try {
      for (int n = 1; n <= processes; n++) {
        Path log = Files.createTempFile(folder, "peer-", ".log");
        running.add(command.redirectErrorStream(true).redirectOutput(log.toFile()).start());
        await(log.toString())
            .atMost(PATIENCE)
            .until(() -> Files.readString(log).lines().anyMatch(READY::equals));
      }
      drain(fleet, add, remaining);
      return drain(fleet, add, remaining);
    } finally {
      running.forEach(Process::destroyForcibly);
      for (Process process : running) {
        process.waitFor();
      }
    }
  }

  private static String drain(Fleet fleet, String add, String remaining)
      throws SQLException, InterruptedException {
    try (Connection connection = fleet.asWorker();
        Statement statement = connection.createStatement()) {
      long begin = System.nanoTime();
      statement.execute(add);
      while (System.nanoTime() - begin < PATIENCE.toNanos()) {
        try (ResultSet row = statement.executeQuery(remaining)) {
          if (row.next() && row.getLong(1) == 0) {
            return rate(begin);
          }
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IllegalStateException("not all jobs were executed: " + remaining);
  }

  private static String rate(long begin) {
    return String.format(Locale.ROOT, "%,.0f/s", JOBS / ((System.nanoTime() - begin) / 1e9));
  }

  private static void prepareDbScheduler(Fleet fleet) throws SQLException {
    try (Connection connection = fleet.asWorker();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE scheduled_tasks (
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
          CREATE INDEX ON scheduled_tasks (execution_time);
          CREATE INDEX ON scheduled_tasks (last_heartbeat)
          """);
    }
  }

  private static ProcessBuilder dbScheduler(Fleet fleet) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        DbSchedulerPeer.class.getName(),
        fleet.database().jdbcUrl(),
        fleet.database().username(),
        fleet.database().password());
  }

  private ProcessBuilder graphile(Fleet fleet) {
    String url = fleet.database().jdbcUrl().substring("jdbc:postgresql://".length());
    ProcessBuilder builder = new ProcessBuilder("node", "worker.js").directory(folder.toFile());
    builder
        .environment()
        .put(
            "PEER_DATABASE",
            "postgresql://%s:%s@%s"
                .formatted(fleet.database().username(), fleet.database().password(), url));
    return builder;
  }

  /** False, and said aloud, where npm is not there or has nowhere to fetch from. */
  private boolean installGraphile() throws IOException, InterruptedException {
    for (String file : List.of("package.json", "worker.js")) {
      Files.copy(
          Path.of("src", "test", "peers", "graphile-worker", file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try {
      Process npm =
          new ProcessBuilder("npm", "install", "--no-package-lock", "--no-audit", "--no-fund")
              .directory(folder.toFile())
              .inheritIO()
              .start();
      if (npm.waitFor() == 0) {
        return true;
      }
      System.out.println("PeersIT: npm could not install graphile-worker; it is left out.");
    } catch (IOException e) {
      System.out.println("PeersIT: npm is not installed, so graphile-worker is left out.");
    }
    return false;
  }
}
