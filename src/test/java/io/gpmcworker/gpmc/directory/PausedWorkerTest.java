package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpoName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker is paused past its lease before a write to SYSVOL, another takes its change back, and
 * somewhere on the way the first one wakes and makes that write: before each call of the other for
 * a rename, which is what moves GPOs, before some call for other writes. It comes to nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class PausedWorkerTest {

  private static final String SCRIPTS = "Startup Scripts";
  private static final String SECURITY = "Server Hardening";
  private static final String NEW = "New";

  /** A recovery makes a few more calls than this; who wakes at a later one wakes after it. */
  private static final int SOME_CALL = 24;

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private EmbeddedFaultDomain domain;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    System.out.println("PausedWorkerTest: -Dgpmc.seed=" + seed);
    domain = new EmbeddedFaultDomain(folder, "corp.example", Set.of(SCRIPTS, SECURITY));
  }

  @AfterAll
  void close() throws IOException {
    domain.close();
  }

  Stream<UndoScenario> scenarios() throws Exception {
    GpoChanges changes = new GpoChanges(domain.domain());
    UUID scripts = domain.test().idOf(SCRIPTS);
    UUID security = domain.test().idOf(SECURITY);
    GpoChanges.Saved saved = changes.save(scripts);
    UUID backup = domain.test().backup(SCRIPTS).id();
    return Stream.of(
        new UndoScenario(
            domain,
            "a restore in place",
            () -> changes.change(scripts, saved),
            Requests.restored(backup)),
        new UndoScenario(
            domain,
            "a restore of a deleted GPO",
            () -> changes.delete(scripts),
            Requests.restored(backup)),
        new UndoScenario(
            domain,
            "an import into a new GPO",
            () -> changes.deleteNamed(NEW),
            Requests.imported(backup, NEW)),
        new UndoScenario(
            domain,
            "a copy",
            () -> changes.deleteNamed(NEW),
            Requests.copied(new GpoName.ById(security), NEW, true)));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void whatItWritesWhenItWakesComesToNothing(UndoScenario scenario) throws Exception {
    Random random = new Random(seed);
    UndoTrial trial = new UndoTrial(scenario, seed);
    int renames = 0;
    for (int write = 1; ; write++) {
      Optional<UndoTrial.Paused> paused = trial.pausedAt(write, 1 + random.nextInt(SOME_CALL));
      if (paused.isEmpty()) {
        break;
      }
      if (paused.get().write().verb().equals("rename")) {
        renames++;
        int call = 1;
        while (trial.pausedAt(write, call).orElseThrow().wokeAmid()) {
          call++;
        }
      }
    }
    // The journal's, those of the folders, the marker's.
    assertThat(renames).isGreaterThanOrEqualTo(3);
    assertThat(trial.undone()).isPositive();
    assertThat(trial.done()).isPositive();
  }
}
