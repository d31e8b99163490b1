package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.TestInstance;

/**
 * The packaged worker is killed (SIGKILL) at a random moment of restores, imports and copies, and
 * started again: each GPO is entirely what it was or entirely what it was to become, its end says
 * which, and nothing else is left in the domain.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UndoCrashIT {

  private static final List<String> SOURCES =
      List.of("Startup Scripts", "Scheduled Tasks", "Server Hardening");
  private static final List<String> TARGETS =
      List.of("User Desktop", "Office Users", "Kiosk Mode - Pilot", "Remote Desktop");
  private static final int COPIES = 3;

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private final Map<String, String> backups = new HashMap<>();
  private PackagedWorker packaged;
  private Topics topics;
  private DomainDirectory directory;

  @BeforeAll
  void start() throws Exception {
    System.out.println("UndoCrashIT: -Dgpmc.seed=" + seed);
    packaged =
        new PackagedWorker(
            Map.of(
                "gpmc.worker.lease", "3s",
                "gpmc.worker.heartbeat", "500ms",
                "mp.messaging.incoming.commands.session.timeout.ms", "6000",
                "mp.messaging.incoming.commands.heartbeat.interval.ms", "1000"));
    topics = new Topics(packaged.broker().bootstrapServers());
    directory = packaged.domain().connect();
    for (String source : SOURCES) {
      String id = "backup-" + SOURCES.indexOf(source);
      topics.startBackup(id, source);
      backups.put(source, topics.awaitEnd(id).getLast().data().at("/result/id").textValue());
    }
  }

  @AfterAll
  void stop() throws IOException {
    directory.close();
    topics.close();
    packaged.close();
  }

  /** A GPO as clients see it. */
  private record Seen(GpoVersion directory, GpoVersion sysvol, Map<String, String> files) {}

  /** An operation under way, the GPO that it changes, and the GPO whose files that shall have. */
  private record Asked(String id, String gpo, String source) {}

  @RepeatedTest(12)
  void everyGpoIsOldOrNewAndItsEndSaysWhich(RepetitionInfo round) throws Exception {
    Random random = new Random(seed + round.getCurrentRepetition());
    Map<String, Seen> before = domain();
    List<Asked> asked = ask("r" + round.getCurrentRepetition() + "-", random);

    Thread.sleep(random.nextInt(1_200));
    packaged.worker().kill();
    packaged.worker().restart();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> asked.stream().allMatch(it -> ended(it.id())));
    Map<String, Seen> after = domain();
    for (Asked it : asked) {
      String end =
          topics.of(it.id()).stream()
              .filter(ReceivedEvent::isEnd)
              .reduce((first, second) -> second)
              .orElseThrow()
              .type();
      if (end.equals("operation.succeeded")) {
        assertNew(it, before, after);
      } else {
        assertThat(end).as(it.id()).isIn("operation.failed", "operation.cancelled");
        assertThat(after.get(it.gpo())).as("%s, %s", it, end).isEqualTo(before.get(it.gpo()));
      }
    }
    before.keySet().removeAll(asked.stream().map(Asked::gpo).toList());
    assertThat(after).containsAllEntriesOf(before);
    assertNothingLeft();
  }

  private List<Asked> ask(String round, Random random) {
    Map<String, Asked> asked = new LinkedHashMap<>();
    for (String target : TARGETS) {
      String source = SOURCES.get(random.nextInt(SOURCES.size()));
      String id = round + "import-" + TARGETS.indexOf(target);
      asked.put(id, new Asked(id, target, source));
      start(
          id,
          "import-gpo",
          "\"backupId\":\"%s\",\"backupStore\":\"default\",\"target\":\"%s\""
              .formatted(backups.get(source), target));
    }
    for (int copy = 0; copy < COPIES; copy++) {
      String source = "Drive Maps";
      String id = round + "copy-" + copy;
      asked.put(id, new Asked(id, id, source));
      start(id, "copy-gpo", "\"source\":\"%s\",\"targetName\":\"%s\"".formatted(source, id));
    }
    for (String source : SOURCES) {
      String id = round + "restore-" + SOURCES.indexOf(source);
      asked.put(id, new Asked(id, source, source));
      start(
          id,
          "restore-gpo",
          "\"backupId\":\"%s\",\"backupStore\":\"default\"".formatted(backups.get(source)));
    }
    for (String id : asked.keySet()) {
      if (random.nextInt(8) == 0) {
        topics.cancel(id);
      }
    }
    return List.copyOf(asked.values());
  }

  private void start(String id, String operation, String parameters) {
    topics.start(
        id,
        "{\"operation\":\"%s\",\"domain\":\"corp\",\"requestedBy\":\"crash\",\"parameters\":{%s}}"
            .formatted(operation, parameters));
  }

  private boolean ended(String id) {
    return topics.of(id).stream().anyMatch(ReceivedEvent::isEnd);
  }

  private static void assertNew(Asked it, Map<String, Seen> before, Map<String, Seen> after) {
    Seen now = Objects.requireNonNull(after.get(it.gpo()), it::toString);
    Seen source = Objects.requireNonNull(before.get(it.source()), it::toString);
    assertThat(now.files()).as("%s", it).isEqualTo(source.files());
    assertThat(now.sysvol()).as("%s", it).isEqualTo(now.directory());
    assertThat(now.directory())
        .as("%s", it)
        .isEqualTo(
            before.containsKey(it.gpo())
                ? before.get(it.gpo()).directory().next()
                : new GpoVersion(1, 1));
  }

  private void assertNothingLeft() throws IOException, GpmcException {
    Path sysvol = packaged.domain().sysvol().resolve(packaged.domain().dnsName());
    try (Stream<Path> work = Files.list(sysvol.resolve("~gpmc-worker"))) {
      assertThat(work).extracting(path -> path.getFileName().toString()).containsOnly("done");
    }
    try (Stream<Path> folders = Files.list(sysvol.resolve("Policies"))) {
      assertThat(folders)
          .extracting(path -> path.getFileName().toString())
          .containsExactlyInAnyOrderElementsOf(
              directory.gpos().all().stream()
                  .map(gpo -> Guids.braced(gpo.attributes().id()))
                  .toList());
    }
  }

  /** Every GPO by its name. */
  private Map<String, Seen> domain() throws GpmcException, IOException {
    Map<String, Seen> domain = new TreeMap<>();
    for (GpoContainer gpo : directory.gpos().all()) {
      Path folder =
          packaged
              .domain()
              .sysvol()
              .resolve(packaged.domain().dnsName())
              .resolve("Policies")
              .resolve(Guids.braced(gpo.attributes().id()));
      Map<String, String> files = new TreeMap<>();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          byte[] bytes = Files.readAllBytes(file);
          files.put(
              folder.relativize(file).toString().toLowerCase(java.util.Locale.ROOT),
              bytes.length + ":" + Arrays.hashCode(bytes));
        }
      }
      files.remove(GptIni.NAME);
      GpoVersion sysvol = GptIni.read(Files.readAllBytes(folder.resolve(GptIni.NAME))).version();
      domain.put(
          gpo.attributes().displayName(), new Seen(gpo.attributes().version(), sysvol, files));
    }
    return domain;
  }
}
