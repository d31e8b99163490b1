package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreAllGpos;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.directory.Faults.Kind;
import io.gpmcworker.gpmc.directory.UndoScenario.Preparation;
import io.gpmcworker.gpmc.directory.ldap.GpoHalves;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.migration.Destination;
import io.gpmcworker.policy.migration.EntryType;
import io.gpmcworker.policy.migration.Mapping;
import io.gpmcworker.policy.migration.MigrationTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
  private static final String OBJECTS = "Advanced Audit";
  private static final String PACKAGES = "Drive Maps";
  private static final String NEW = "New";
  private static final Optional<StoredFileName> NO_TABLE = Optional.empty();
  private static final StoredFileName TABLE = new StoredFileName("people.migtable");
  private static final String EMPTY = "New Group Policy Object";

  /**
   * Whether every scenario fails at every call; otherwise most do so at every sixteenth, others in
   * each run.
   */
  private static final boolean EVERY_CALL = Boolean.getBoolean("gpmc.undo.every-call");

  private static final int STEP = 16;

  /** Part of the names of those that are run; all of them without. */
  private static final String ONLY = System.getProperty("gpmc.undo.only", "");

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private EmbeddedFaultDomain domain;
  private NeighbourFaultDomain neighbours;
  private GpoChanges changes;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    System.out.println("UndoTest: -Dgpmc.seed=" + seed);
    domain =
        new EmbeddedFaultDomain(
            folder,
            "corp.example",
            Set.of(SCRIPTS, SECURITY, FILTERED, UNICODE, EMPTY, OBJECTS, PACKAGES));
    neighbours =
        new NeighbourFaultDomain(
            domain, new EmbeddedFaultDomain(folder.resolve("neighbour"), "lab.example", Set.of()));
    changes = new GpoChanges(domain.domain());
    GpoHalves halves = domain.domain().directory().gpos().halves();
    UUID objects = domain.test().idOf(OBJECTS);
    halves.add(objects, GpoSide.MACHINE, SampleObjects.deep());
    halves.add(objects, GpoSide.USER, SampleObjects.printers());
    halves.add(objects, GpoSide.USER, SampleObjects.classStore());
    SampleObjects.install(
        domain.domain().directory().gpos(),
        domain.test().idOf(PACKAGES),
        SampleObjects.registered("Editor", 1, "\\\\x\\editor.aas", "D:(A;;GA;;;DA)"),
        SampleObjects.registered("Viewer", 2, "\\\\x\\viewer.aas", "D:(A;;GA;;;DA)"));
    Files.write(
        domain.test().store.resolve(TABLE.value()),
        new MigrationTable(
                List.of(
                    new Mapping(EntryType.USER, "jane@corp.example", new Destination.Set("Guest")),
                    new Mapping(
                        EntryType.GLOBAL_GROUP,
                        "Domain Admins@corp.example",
                        new Destination.ByRelativeName())))
            .toByteArray());
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
            restored("restored in place, with objects", OBJECTS, changes::change),
            restored("restored in place, with packages", PACKAGES, changes::change),
            restored("recreated", UNICODE, (gpo, saved) -> changes.delete(gpo)),
            restored("recreated, with a WMI filter", FILTERED, (gpo, saved) -> changes.delete(gpo)),
            restored("recreated, with objects", OBJECTS, (gpo, saved) -> changes.delete(gpo)),
            restored("recreated", SECURITY, (gpo, saved) -> changes.delete(gpo)),
            restored("an object without a folder", UNICODE, changes::deleteFolder),
            restored("a folder without an object", SECURITY, changes::deleteObject),
            restored("without gpt.ini", SECURITY, changes::deleteGptIni),
            all(),
            imported(SCRIPTS, FILTERED, NO_TABLE),
            imported(UNICODE, EMPTY, NO_TABLE),
            imported(OBJECTS, SCRIPTS, NO_TABLE),
            imported(SCRIPTS, OBJECTS, NO_TABLE),
            imported(EMPTY, PACKAGES, NO_TABLE),
            imported(SECURITY, FILTERED, Optional.of(TABLE)),
            importedAnew(SCRIPTS, NO_TABLE),
            importedAnew(FILTERED, NO_TABLE),
            importedAnew(OBJECTS, NO_TABLE),
            importedAnew(SECURITY, Optional.of(TABLE)),
            copied(SCRIPTS, false, NO_TABLE),
            copied(FILTERED, true, NO_TABLE),
            copied(OBJECTS, true, NO_TABLE),
            copied(SECURITY, true, Optional.of(TABLE)),
            copiedToNeighbour(SCRIPTS, true, NO_TABLE),
            copiedToNeighbour(UNICODE, false, NO_TABLE),
            copiedToNeighbour(FILTERED, true, NO_TABLE),
            copiedToNeighbour(OBJECTS, false, NO_TABLE),
            copiedToNeighbour(SECURITY, true, Optional.of(TABLE)))
        .filter(scenario -> scenario.toString().contains(ONLY));
  }

  private UndoScenario imported(String gpo, String target, Optional<StoredFileName> table)
      throws Exception {
    UUID id = domain.test().idOf(target);
    GpoChanges.Saved saved = changes.save(id);
    return new UndoScenario(
        domain,
        "'%s' imported into '%s'%s".formatted(gpo, target, through(table)),
        () -> changes.change(id, saved),
        Requests.imported(backUp(gpo, FaultDomain.STORE), new GpoName.ById(id), table, true));
  }

  private UndoScenario importedAnew(String gpo, Optional<StoredFileName> table) throws Exception {
    return new UndoScenario(
        domain,
        "'%s' imported into a new GPO%s".formatted(gpo, through(table)),
        () -> changes.deleteNamed(NEW),
        Requests.imported(
            backUp(gpo, FaultDomain.STORE), new GpoName.ByDisplayName(NEW), table, true));
  }

  private UndoScenario copied(String gpo, boolean acl, Optional<StoredFileName> table)
      throws Exception {
    UUID id = domain.test().idOf(gpo);
    GpoChanges.Saved saved = changes.save(id);
    return new UndoScenario(
        domain,
        "'%s' copied%s".formatted(gpo, through(table)),
        () -> {
          changes.putBack(id, saved);
          changes.deleteNamed(NEW);
        },
        copyOf(gpo, Optional.empty(), acl, table));
  }

  private UndoScenario copiedToNeighbour(String gpo, boolean acl, Optional<StoredFileName> table)
      throws Exception {
    UUID id = domain.test().idOf(gpo);
    GpoChanges.Saved saved = changes.save(id);
    return new UndoScenario(
        neighbours,
        "'%s' copied to another domain%s".formatted(gpo, through(table)),
        () -> {
          changes.putBack(id, saved);
          new GpoChanges(neighbours.domain()).deleteNamed(NEW);
        },
        copyOf(gpo, Optional.of(NeighbourFaultDomain.NAME), acl, table));
  }

  private static CopyGpo copyOf(
      String gpo, Optional<String> domain, boolean acl, Optional<StoredFileName> table) {
    return Requests.copied(new GpoName.ByDisplayName(gpo), NEW, domain, table, acl);
  }

  private static String through(Optional<StoredFileName> table) {
    return table.isPresent() ? " through a migration table" : "";
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
        Requests.restored(backup));
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
    backUp(FILTERED, FaultDomain.OTHER_STORE);
    backUp(EMPTY, FaultDomain.OTHER_STORE);
    Preparation prepare =
        () -> {
          changes.change(inPlace, savedInPlace);
          changes.delete(deleted);
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
