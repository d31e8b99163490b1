package io.gpmcworker.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpmcworker.replicas.TwoReplicas.Running;
import io.gpmcworker.testing.ReceivedEvent;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The rows of the cancel table that need more than one replica, from the topic to the topic. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CancelAcrossReplicasIT {

  /**
   * Longer than a signal takes, so that it is plain which of the two brought a cancel; far shorter
   * than the operation, which must still run when the heartbeat comes.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  private static final Duration BY_SIGNAL = Duration.ofMillis(1500);
  private static final Duration BY_HEARTBEAT = HEARTBEAT.plusSeconds(1);

  /** How many cancels are measured of each kind; none unless asked for. */
  private static final int MEASURED = Integer.getInteger("gpmc.cancels", 0);

  private TwoReplicas two;

  @BeforeAll
  void start() throws IOException {
    two =
        new TwoReplicas(
            Map.of(
                "gpmc.worker.capacity", "1",
                "gpmc.worker.heartbeat", HEARTBEAT.toString(),
                "gpmc.worker.lease", "10s",
                "gpmc.worker.poll", "200ms"));
  }

  @AfterEach
  void heal() {
    two.replicas.values().forEach(it -> it.proxy().heal());
  }

  @AfterAll
  void stop() throws IOException {
    two.close();
  }

  @Test
  @Order(1)
  void anOperationThatRunsOnAnotherReplicaIsCancelledThereByTheSignal() {
    // Three times: one might have met a heartbeat.
    for (int time = 0; time < 3; time++) {
      Running running = two.startElsewhere();
      assertThat(cancel(running.id())).isLessThan(BY_SIGNAL);
    }
  }

  @Test
  @Order(2)
  void aSignalThatIsLostCostsOneHeartbeat() {
    Running running = two.startElsewhere();
    running.owner().proxy().silenceListeners();
    assertThat(cancel(running.id())).isLessThan(BY_HEARTBEAT);
  }

  @Test
  @Order(3)
  void aListeningConnectionThatThePeerHasDroppedCostsOneHeartbeat() throws SQLException {
    Running running = two.startElsewhere();
    List<Integer> listeners =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> running.owner().proxy().listeners(), it -> !it.isEmpty());
    for (int port : listeners) {
      two.fleet.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE client_port = " + port);
    }
    assertThat(cancel(running.id())).isLessThan(BY_HEARTBEAT);
  }

  @Test
  @Order(4)
  void replicasThatNobodyToldOfTheirDeadListeningConnectionsListenAgain() {
    two.replicas.values().forEach(it -> it.proxy().silenceListeners());
    // Until the dead connections have been found out, and those that were to replace them are dead.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> two.replicas.values().stream().allMatch(it -> it.proxy().deadListeners() > 1));
    two.replicas.values().forEach(it -> it.proxy().heal());

    AtomicInteger inARow = new AtomicInteger();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> {
          boolean bySignal = cancel(two.startElsewhere().id()).compareTo(BY_SIGNAL) < 0;
          return (bySignal ? inARow.incrementAndGet() : inARow.getAndSet(0)) == 5;
        });
  }

  @Test
  @Order(5)
  void aCancelWhoseOwnerWasKilledIsAnsweredOnceAndTheOperationEnds() {
    Running running = two.startElsewhere();
    running.owner().kill();
    try {
      String command = two.topics.cancel(running.id());
      String again = two.topics.cancel(running.id());

      List<ReceivedEvent> events = two.awaitEnd(running.id());

      ReceivedEvent end = events.stream().filter(ReceivedEvent::isEnd).findFirst().orElseThrow();
      assertThat(end.type()).isEqualTo("operation.cancelled");
      assertThat(end.data().get("reason").textValue()).isEqualTo("REQUESTED");
      assertThat(end.data().at("/error/detail").textValue()).contains("Its worker is gone");
      assertAnsweredOnce(running.id(), command);
      assertAnsweredOnce(running.id(), again);
    } finally {
      running.owner().start();
      await().atMost(Duration.ofSeconds(60)).until(() -> two.routing.sharedBy(2));
    }
  }

  /** {@code -Dgpmc.cancels=50} prints from sent to called, by the one clock of this machine. */
  @Test
  @Order(6)
  void figures() {
    assumeTrue(MEASURED > 0, "Measured only when asked: -Dgpmc.cancels=50");
    // The first ones of a replica are those of a cold one.
    for (int warmUp = 0; warmUp < 20; warmUp++) {
      measure(false);
    }
    List<Duration> signalled = Stream.generate(() -> measure(false)).limit(MEASURED).toList();
    print("signalled", signalled);
    List<Duration> cut = Stream.generate(() -> measure(true)).limit(MEASURED).toList();
    print("with the signal cut, heartbeat " + HEARTBEAT.toSeconds() + " s", cut);
    assertThat(cut).allSatisfy(it -> assertThat(it).isLessThan(BY_HEARTBEAT));
  }

  private Duration measure(boolean cut) {
    Running running = two.startElsewhere();
    if (cut) {
      running.owner().proxy().silenceListeners();
    }
    Instant sent = Instant.now();
    two.topics.cancel(running.id());
    two.awaitEnd(running.id());
    running.owner().proxy().heal();
    return Duration.between(sent, two.find(running.id(), "operation.cancelling").getFirst().time());
  }

  private static void print(String what, List<Duration> measured) {
    List<Long> millis = measured.stream().map(Duration::toMillis).sorted().toList();
    System.out.printf(
        "CancelAcrossReplicasIT: cancel sent to handle called across replicas, %s: %d ms (p50), %d ms"
            + " (p90), %d ms (p99), %d ms (longest of %d)%n",
        what,
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 9 / 10),
        millis.get(millis.size() * 99 / 100),
        millis.getLast(),
        millis.size());
  }

  /**
   * Cancels, and waits for the end.
   *
   * @return how long after the answer the live handle was called
   */
  private Duration cancel(String id) {
    String command = two.topics.cancel(id);
    List<ReceivedEvent> events = two.awaitEnd(id);

    assertThat(events.stream().filter(ReceivedEvent::isEnd).findFirst().orElseThrow().type())
        .isEqualTo("operation.cancelled");
    ReceivedEvent answer = assertAnsweredOnce(id, command);
    assertThat(answer.type()).isEqualTo("cancel.accepted");
    ReceivedEvent called = two.find(id, "operation.cancelling").getFirst();
    assertThat(called.sequence()).isGreaterThan(answer.sequence());
    Duration latency = Duration.between(answer.time(), called.time());
    System.out.println("cancel to handle across replicas: " + latency.toMillis() + " ms");
    return latency;
  }

  private ReceivedEvent assertAnsweredOnce(String id, String command) {
    List<ReceivedEvent> answers =
        two.topics.of(id).stream()
            .filter(ReceivedEvent::isCancelAnswer)
            .filter(it -> it.extension("causationid").equals(command))
            .toList();
    assertThat(answers).as("answers to %s", command).hasSize(1);
    return answers.getFirst();
  }
}
