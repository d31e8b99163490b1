package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * The packaged worker is killed (SIGKILL) at a random moment of a run of 200 operations and started
 * again: every operation gets exactly one end, sequences have no gaps, nothing hangs, and nothing
 * of an operation that did not succeed is left in the store.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

  private static final int OPERATIONS = 200;
  private static final List<String> GPOS =
      List.of(
          "Laptops Only",
          "Server Hardening",
          "Every Registry Type",
          "Scheduled Tasks",
          "Preference Registry",
          "Windows Update - Workstations",
          "Default Domain Policy",
          "Default Domain Controllers Policy");

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private PackagedWorker packaged;
  private Topics topics;

  @BeforeAll
  void start() throws IOException {
    System.out.println("CrashIT: -Dgpmc.seed=" + seed);
    packaged =
        new PackagedWorker(
            Map.of(
                "gpmc.worker.lease", "3s",
                "gpmc.worker.heartbeat", "500ms",
                "mp.messaging.incoming.commands.session.timeout.ms", "6000",
                "mp.messaging.incoming.commands.heartbeat.interval.ms", "1000"));
    topics = new Topics(packaged.broker().bootstrapServers());
  }

  @AfterAll
  void stop() throws IOException {
    topics.close();
    packaged.close();
  }

  @RepeatedTest(20)
  void everyOperationHasExactlyOneEnd(RepetitionInfo round) throws Exception {
    Random random = new Random(seed + round.getCurrentRepetition());
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < OPERATIONS; n++) {
      String id = "crash-" + round.getCurrentRepetition() + "-" + n;
      ids.add(id);
      topics.startBackup(id, GPOS.get(random.nextInt(GPOS.size())));
      if (random.nextInt(10) == 0) {
        topics.cancel(id);
      }
    }

    Thread.sleep(random.nextInt(1_500));
    packaged.worker().kill();
    packaged.worker().restart();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() ->
            ids.stream().allMatch(id -> topics.of(id).stream().anyMatch(ReceivedEvent::isEnd)));
    for (String id : ids) {
      List<ReceivedEvent> events = topics.of(id);
      Topics.assertInOrder(events);
      assertThat(events.stream().filter(ReceivedEvent::isEnd)).as("ends of %s", id).hasSize(1);
    }
    assertThat(backupsInStore()).isEqualTo(backupsReported());
  }

  private List<String> backupsReported() {
    Map<String, ReceivedEvent> once = new LinkedHashMap<>();
    topics.all().forEach(event -> once.putIfAbsent(event.id(), event));
    return once.values().stream()
        .filter(event -> event.type().equals("operation.succeeded"))
        .map(event -> event.data().at("/result/id").textValue())
        .sorted()
        .toList();
  }

  private List<String> backupsInStore() throws IOException {
    try (Stream<Path> entries = Files.list(packaged.backups())) {
      return entries
          .filter(Files::isDirectory)
          .map(path -> path.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
