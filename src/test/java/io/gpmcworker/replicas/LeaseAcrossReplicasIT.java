package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.replicas.TwoReplicas.Running;
import io.gpmcworker.testing.ReceivedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two replicas never act for one operation at the same time, whatever keeps one of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaseAcrossReplicasIT {

  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TwoReplicas two;

  @BeforeAll
  void start() throws IOException {
    two =
        new TwoReplicas(
            Map.of(
                "gpmc.worker.capacity", "1",
                "gpmc.worker.heartbeat", "1s",
                "gpmc.worker.lease", LEASE.toString(),
                "gpmc.worker.poll", "200ms",
                "mp.messaging.incoming.commands.session.timeout.ms", "6000",
                "mp.messaging.incoming.commands.heartbeat.interval.ms", "1000"));
  }

  @AfterEach
  void heal() {
    two.replicas.values().forEach(it -> it.proxy().heal());
    await().atMost(PATIENCE).until(() -> two.routing.sharedBy(2));
  }

  @AfterAll
  void stop() throws IOException {
    two.close();
  }

  @Test
  void aPauseBeyondTheLeaseYieldsOneEndAndTheReplicaComesBackAsAnother() throws Exception {
    Running running = two.startElsewhere();
    String before = owner(running.id());
    running.owner().pause();
    List<ReceivedEvent> events;
    try {
      events = two.awaitEnd(running.id());
    } finally {
      running.owner().resume();
    }

    assertThat(events.getLast().type()).isEqualTo("operation.failed");
    assertThat(events.getLast().data().get("reason").textValue()).isEqualTo("OWNER_LOST");
    // It lives again, under another id.
    await().atMost(PATIENCE).until(() -> livingWorkers() == 2 && !isAlive(before));
    assertNothingFollows(running.id(), events);
  }

  @Test
  void aReplicaWhoseConnectionsAreCutStopsItsRunsBeforeItsLeaseIsOver() throws Exception {
    assertStopsInTime(DatabaseProxy::cut);
  }

  @Test
  void aReplicaWhoseDatabaseFallsSilentStopsItsRunsBeforeItsLeaseIsOverAndComesBack()
      throws Exception {
    assertStopsInTime(DatabaseProxy::silence);
  }

  @Test
  void aReplicaThatStandsStillWhileItPublishesKeepsNobodysEvents() throws Exception {
    Replica publisher = publisher();
    String other = two.replicas.keySet().stream().filter(it -> !it.equals(publisher.name()))
        .findFirst().orElseThrow();
    String id = two.idReadBy(other);
    publisher.pause();
    try {
      two.topics.startBackup(id, TwoReplicas.SLOW.getLast());
      assertThat(two.owner(id)).isEqualTo(other);
    } finally {
      publisher.resume();
      two.topics.cancel(id);
    }
    two.awaitEnd(id);
  }

  @Test
  void anOperationOfWhichItsLivingOwnerKnowsNothingEnds() throws Exception {
    Running running = two.startElsewhere();
    String id = TwoReplicas.newId();
    two.topics.startBackup(id, TwoReplicas.SLOW.get(1));
    two.topics.awaitEvent(id, "operation.accepted");

    // As a claim leaves it whose commit was done and whose answer was lost.
    two.fleet.execute(
        """
        UPDATE operation SET state = 'RUNNING', owner = '%s', epoch = epoch + 1,
          version = version + 1, started_at = clock_timestamp()
        WHERE id = '%s' AND state = 'QUEUED'
        """
            .formatted(owner(running.id()), id));

    List<ReceivedEvent> events = two.awaitEnd(id);
    assertThat(events.getLast().type()).isEqualTo("operation.failed");
    assertThat(events.getLast().data().get("reason").textValue()).isEqualTo("OWNER_LOST");
    two.topics.cancel(running.id());
    assertThat(two.awaitEnd(running.id()).getLast().type())
        .as("the run beside it")
        .isEqualTo("operation.cancelled");
  }

  /** The replica that publishes what all of them have to tell. */
  private Replica publisher() throws SQLException {
    int port =
        Integer.parseInt(
            ask(
                """
                SELECT a.client_port::text FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                WHERE l.locktype = 'advisory' AND l.granted AND a.state = 'idle' AND ? <> ''
                """,
                "any"));
    return two.replicas.values().stream()
        .filter(it -> it.proxy().isUsed(port))
        .findFirst()
        .orElseThrow();
  }

  private void assertStopsInTime(Consumer<DatabaseProxy> fault) throws Exception {
    Running running = two.startElsewhere();
    String before = owner(running.id());
    List<Path> written = written(running.id());
    int epoch = epoch(running.id());

    fault.accept(running.owner().proxy());
    Instant leaseUntil = leaseUntil(before);
    while (written.stream().allMatch(Files::exists)) {
      leaseUntil = leaseUntil(before);
      Thread.sleep(20);
    }

    assertThat(Instant.now()).as("when its run was stopped").isBefore(leaseUntil);
    assertThat(epoch(running.id())).as("nobody else acted before").isEqualTo(epoch);
    List<ReceivedEvent> events = two.awaitEnd(running.id());
    assertThat(events.getLast().data().get("reason").textValue()).isEqualTo("OWNER_LOST");
    running.owner().proxy().heal();
    await().atMost(PATIENCE).until(() -> livingWorkers() == 2);
    assertNothingFollows(running.id(), events);
  }

  /** Some of what a running backup has written, which goes when it is stopped. */
  private List<Path> written(String id) throws IOException {
    Path staging = two.fleet.backups().resolve(".staging." + id);
    return await("what the running backup writes")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              try (Stream<Path> files = Files.walk(staging)) {
                return files.filter(Files::isRegularFile).limit(200).toList();
              }
            },
            it -> it.size() == 200);
  }

  private Instant leaseUntil(String worker) throws SQLException {
    return Instant.parse(
        ask(
            """
            SELECT to_char(lease_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
            FROM worker WHERE id = ?::uuid
            """,
            worker));
  }

  /** Both replicas work on, and neither has anything more to say about the operation. */
  private void assertNothingFollows(String id, List<ReceivedEvent> events) throws IOException {
    await().atMost(PATIENCE).until(() -> two.routing.sharedBy(2));
    for (String replica : List.of("alpha", "beta")) {
      String next = two.idReadBy(replica);
      two.topics.startBackup(next, TwoReplicas.SLOW.getLast());
      two.owner(next);
      two.topics.cancel(next);
      two.awaitEnd(next);
    }
    assertThat(two.topics.of(id)).isEqualTo(events);
    try (Stream<Path> left = Files.list(two.fleet.backups())) {
      assertThat(left.map(it -> it.getFileName().toString()))
          .as("what is left in the store")
          .noneMatch(name -> name.startsWith("{") || name.startsWith(".staging."));
    }
  }

  private String owner(String id) throws SQLException {
    return ask("SELECT owner::text FROM operation WHERE id = ?", id);
  }

  private int epoch(String id) throws SQLException {
    return Integer.parseInt(ask("SELECT epoch::text FROM operation WHERE id = ?", id));
  }

  private boolean isAlive(String worker) throws SQLException {
    return !ask(
            "SELECT count(*)::text FROM worker"
                + " WHERE id = ?::uuid AND lease_until > clock_timestamp()",
            worker)
        .equals("0");
  }

  private long livingWorkers() throws SQLException {
    return Long.parseLong(
        ask(
            "SELECT count(*)::text FROM worker WHERE ? <> '' AND lease_until > clock_timestamp()",
            "all"));
  }

  private String ask(String query, String parameter) throws SQLException {
    try (Connection connection = two.fleet.administrator();
        PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, parameter);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
