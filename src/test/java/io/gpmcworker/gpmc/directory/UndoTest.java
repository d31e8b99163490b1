package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.Faults.Kind;
import io.gpmcworker.gpmc.directory.UndoScenario.Preparation;
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
 * Promise 6 the hard way: a changing operation is cancelled, fails, or loses its worker at every
 * single call that it makes to LDAP and SYSVOL. See {@link UndoTrial} for what holds then.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class UndoTest {

  private static final String SCRIPTS = "Startup Scripts";
  private static final String SECURITY = "Server Hardening";
  private static final String FILTERED = "Laptops Only";
  private static final String UNICODE = "Richtlinie für Büros – 日本語 Ω";
  private static final String NEW = "New";
  private static final String EMPTY = "New Group Policy Object";

  /** Whether every scenario fails at every call; otherwise most do so only at every eighth. */
  private static final boolean EVERY_CALL = Boolean.getBoolean("gpmc.undo.every-call");

  private static final int STEP = 8;

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private EmbeddedFaultDomain domain;
  private NeighbourFaultDomain neighbours;
  private GpoChanges changes;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    System.out.println("UndoTest: -Dgpmc.seed=" + seed);
    domain =
        new EmbeddedFaultDomain(
            folder, "corp.example", Set.of(SCRIPTS, SECURITY, FILTERED, UNICODE, EMPTY));
    neighbours =
        new NeighbourFaultDomain(
            domain, new EmbeddedFaultDomain(folder.resolve("neighbour"), "lab.example", Set.of()));
    changes = new GpoChanges(domain.domain());
  }

  @AfterAll
  void close() throws IOException {
    neighbours.close();
  }

  Stream<UndoScenario> scenarios() throws Exception {
    return Stream.of(
        restored("restored in place", SCRIPTS, changes::change),
        restored("restored in place", UNICODE, changes::change),
        restored("restored in place, with a WMI filter", FILTERED, changes::change),
        restored("restored in place, empty", EMPTY, changes::change),
        restored("recreated", UNICODE, changes::delete),
        restored("recreated", SECURITY, changes::delete),
        restored("an object without a folder", UNICODE, changes::deleteFolder),
        restored("a folder without an object", SECURITY, changes::deleteObject),
        restored("without gpt.ini", SECURITY, changes::deleteGptIni),
        all(),
        imported(SCRIPTS, FILTERED),
        imported(UNICODE, EMPTY),
        importedAnew(SCRIPTS),
        importedAnew(FILTERED),
        copied(SCRIPTS, false),
        copied(FILTERED, true),
        copiedToNeighbour(SCRIPTS, true),
        copiedToNeighbour(UNICODE, false));
  }

  private UndoScenario imported(String gpo, String target) throws Exception {
    UUID id = domain.test().idOf(target);
    GpoChanges.Saved saved = changes.save(id);
    return new UndoScenario(
        domain,
        "'%s' imported into '%s'".formatted(gpo, target),
        () -> changes.change(id, saved),
        importOf(backUp(gpo, FaultDomain.STORE), new GpoName.ById(id)));
  }

  private UndoScenario importedAnew(String gpo) throws Exception {
    return new UndoScenario(
        domain,
        "'%s' imported into a new GPO".formatted(gpo),
        () -> changes.deleteNamed(NEW),
        importOf(backUp(gpo, FaultDomain.STORE), new GpoName.ByDisplayName(NEW)));
  }

  private static ImportGpo importOf(UUID backup, GpoName target) {
    return new ImportGpo(
        new BackupSelector.ById(backup),
        FaultDomain.STORE,
        target,
        Optional.empty(),
        false,
        false,
        true);
  }

  private UndoScenario copied(String gpo, boolean acl) throws Exception {
    UUID id = domain.test().idOf(gpo);
    GpoChanges.Saved saved = changes.save(id);
    return new UndoScenario(
        domain,
        "'%s' copied".formatted(gpo),
        () -> {
          changes.putBack(id, saved);
          changes.deleteNamed(NEW);
        },
        copyOf(gpo, Optional.empty(), acl));
  }

  private UndoScenario copiedToNeighbour(String gpo, boolean acl) throws Exception {
    UUID id = domain.test().idOf(gpo);
    GpoChanges.Saved saved = changes.save(id);
    return new UndoScenario(
        neighbours,
        "'%s' copied to another domain".formatted(gpo),
        () -> {
          changes.putBack(id, saved);
          new GpoChanges(neighbours.domain()).deleteNamed(NEW);
        },
        copyOf(gpo, Optional.of(NeighbourFaultDomain.NAME), acl));
  }

  private static CopyGpo copyOf(String gpo, Optional<String> domain, boolean acl) {
    return new CopyGpo(
        new GpoName.ByDisplayName(gpo),
        NEW,
        domain,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        acl);
  }

  /** A way to make a GPO other than its backup. */
  @FunctionalInterface
  interface Change {
    void of(UUID gpo, GpoChanges.Saved saved) throws Exception;
  }

  private UndoScenario restored(String how, String gpo, Change change) throws Exception {
    UUID id = domain.test().idOf(gpo);
    GpoChanges.Saved saved = changes.save(id);
    UUID backup = backUp(gpo, FaultDomain.STORE);
    return new UndoScenario(
        domain,
        "'%s' %s".formatted(gpo, how),
        () -> change.of(id, saved),
        new RestoreGpo(new BackupSelector.ById(backup), FaultDomain.STORE));
  }

  private UUID backUp(String gpo, BackupStoreName store) throws Exception {
    try (FaultDomain.FaultyDriver whole = domain.driver()) {
      GpmcResult result =
          TestDomain.run(
              whole.driver(),
              new BackupGpo(new GpoName.ByDisplayName(gpo), store, ""),
              TestDomain.nextOperation(),
              progress -> {});
      return ((ResultValue.Backup) result.value().orElseThrow()).id();
    }
  }

  /** One in place, one recreated, the others as they were. */
  private UndoScenario all() throws Exception {
    UUID inPlace = domain.test().idOf(FILTERED);
    UUID deleted = domain.test().idOf(EMPTY);
    GpoChanges.Saved savedInPlace = changes.save(inPlace);
    GpoChanges.Saved savedDeleted = changes.save(deleted);
    backUp(FILTERED, FaultDomain.OTHER_STORE);
    backUp(EMPTY, FaultDomain.OTHER_STORE);
    Preparation prepare =
        () -> {
          changes.change(inPlace, savedInPlace);
          changes.delete(deleted, savedDeleted);
        };
    return new UndoScenario(
        domain, "restore of all", prepare, new RestoreAllGpos(FaultDomain.OTHER_STORE));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isWholeOrNotAtAllWhateverHappensWhereverItHappens(UndoScenario scenario) throws Exception {
    int step = EVERY_CALL || scenario.thorough() ? 1 : STEP;
    Random random = new Random(seed);
    UndoTrial trial = new UndoTrial(scenario, seed);
    for (Kind kind : Kind.values()) {
      if (kind != Kind.NONE) {
        for (int call = 1 + random.nextInt(step); call <= trial.calls(); call += step) {
          trial.at(kind, call);
        }
      }
    }
    assertThat(trial.undone()).isGreaterThan(trial.calls() / step);
  }
}
