package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StoredFileName;
import io.gpmcworker.gpmc.directory.Faults.Kind;
import io.gpmcworker.gpmc.directory.UndoScenario.Preparation;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.testing.samba.SambaDomain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * As {@link UndoTest}, on Samba and between Samba and an embedded domain, and at some of the calls
 * only: each takes its time here. All of them with {@code -Dgpmc.undo.every-call=true}, and only
 * operations whose names hold a text with {@code -Dgpmc.undo.only=}, only some of what can happen
 * with {@code -Dgpmc.undo.kinds=CANCEL,FAIL}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.HOURS)
class SambaUndoTest {

  private static final String SCRIPTS = "Startup Scripts";
  private static final String SECURITY = "Server Hardening";
  private static final String PLAIN = "Undo";
  private static final String RICH = "Undo – Büros 日本語 Ω";
  private static final String PACKAGES = "Undo, packages";
  private static final String NEW = "Undo, new";
  private static final StoredFileName TABLE = new StoredFileName("people.migtable");
  private static final Set<Kind> KINDS =
      EnumSet.copyOf(
          Arrays.stream(
                  System.getProperty(
                          "gpmc.undo.kinds", "CANCEL,FAIL,FAIL_LATE,FAIL_TWICE,DIE,LOSE_RIGHT")
                      .split(","))
              .map(Kind::valueOf)
              .toList());
  private static final String ONLY = System.getProperty("gpmc.undo.only", "");

  /** Of so many calls in a row one goes wrong; 1 for all of them. */
  private static final int STEP = Boolean.getBoolean("gpmc.undo.every-call") ? 1 : 60;

  /** Of so many writes of a worker that is paused before one, it is at one of them. */
  private static final int PAUSES = 4;

  /** A recovery makes a few more calls than this; who wakes at a later one wakes after it. */
  private static final int SOME_CALL = 24;

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private final List<Made> made = new ArrayList<>();
  private SambaFaultDomain domain;
  private EmbeddedFaultDomain corp;
  private GpoChanges changes;
  private Made plain;
  private Made rich;
  private Made packages;

  /** A GPO on Samba, and a backup of it. */
  private record Made(UUID id, GpoChanges.Saved saved, UUID backup) {}

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    SambaDomain samba = SambaDomain.shared();
    System.out.println("SambaUndoTest: -Dgpmc.seed=" + seed);
    corp = new EmbeddedFaultDomain(folder, "corp.example", Set.of(SCRIPTS, SECURITY));
    Path store = corp.test().store;
    Files.write(store.resolve(TABLE.value()), Requests.toSamba().toByteArray());
    domain = new SambaFaultDomain(samba, store);
    changes = new GpoChanges(domain.domain());
    plain = make(PLAIN, SCRIPTS, gpo -> {});
    rich =
        make(
            RICH,
            SECURITY,
            gpo ->
                domain
                    .domain()
                    .directory()
                    .gpos()
                    .halves()
                    .add(gpo, GpoSide.MACHINE, SampleObjects.deep()));
    packages =
        make(
            PACKAGES,
            SCRIPTS,
            gpo ->
                SampleObjects.install(
                    domain.domain().directory().gpos(),
                    gpo,
                    SampleObjects.unregistered("Editor", "\\\\x\\editor.aas"),
                    SampleObjects.unregistered("Viewer", "\\\\x\\viewer.aas")));
  }

  /** Adds to a GPO what no import brings. */
  @FunctionalInterface
  private interface More {
    void to(UUID gpo) throws Exception;
  }

  private Made make(String name, String sample, More more) throws Exception {
    UUID imported = corp.test().backup(sample).id();
    UUID id = ((ResultValue.Gpo) succeed(importOf(imported, new GpoName.ByDisplayName(name)))).id();
    more.to(id);
    UUID backup =
        ((ResultValue.Backup) succeed(new BackupGpo(new GpoName.ById(id), FaultDomain.STORE, "")))
            .id();
    made.add(new Made(id, changes.save(id), backup));
    return made.getLast();
  }

  @AfterAll
  void close() throws Exception {
    if (domain != null) {
      changes.deleteNamed(NEW);
      for (Made gpo : made) {
        changes.delete(gpo.id());
      }
      domain.close();
      corp.close();
    }
  }

  private ResultValue succeed(GpmcRequest request) throws Exception {
    try (FaultDomain.FaultyDriver whole = domain.driver()) {
      GpmcResult result =
          TestDomain.run(whole.driver(), request, TestDomain.nextOperation(), progress -> {});
      assertThat(result.overallStatus()).as("%s", result).isEqualTo(HResult.S_OK);
      return result.value().orElseThrow();
    }
  }

  private static ImportGpo importOf(UUID backup, GpoName target) {
    return Requests.imported(backup, target, target instanceof GpoName.ByDisplayName);
  }

  private static RestoreGpo restoreOf(Made gpo) {
    return Requests.restored(gpo.backup());
  }

  private static CopyGpo copyOf(
      GpoName source, Optional<String> to, Optional<StoredFileName> table, boolean acl) {
    return Requests.copied(source, NEW, to, table, acl);
  }

  Stream<UndoScenario> scenarios() {
    Preparation nothingNew = () -> changes.deleteNamed(NEW);
    Preparation nothingNewInCorp = () -> new GpoChanges(corp.domain()).deleteNamed(NEW);
    Optional<String> neighbour = Optional.of(NeighbourFaultDomain.NAME);
    return Stream.of(
            scenario("restored in place", changed(plain), restoreOf(plain)),
            scenario("restored in place, with objects", changed(rich), restoreOf(rich)),
            scenario(
                "restored in place, with packages",
                () -> changes.changePackages(packages.id(), packages.saved()),
                restoreOf(packages)),
            scenario("recreated", () -> changes.delete(plain.id()), restoreOf(plain)),
            scenario("recreated, with objects", () -> changes.delete(rich.id()), restoreOf(rich)),
            scenario(
                "imported into a GPO",
                changed(plain),
                importOf(rich.backup(), new GpoName.ById(plain.id()))),
            scenario(
                "imported into a new GPO",
                nothingNew,
                importOf(rich.backup(), new GpoName.ByDisplayName(NEW))),
            scenario(
                "copied",
                whole(rich, nothingNew),
                copyOf(new GpoName.ById(rich.id()), Optional.empty(), Optional.empty(), true)),
            scenario(
                "copied without its permissions",
                whole(plain, nothingNew),
                copyOf(new GpoName.ById(plain.id()), Optional.empty(), Optional.empty(), false)),
            new UndoScenario(
                new NeighbourFaultDomain(domain, corp),
                "copied from Samba to another domain",
                whole(rich, nothingNewInCorp),
                copyOf(new GpoName.ById(rich.id()), neighbour, Optional.empty(), true)),
            new UndoScenario(
                new NeighbourFaultDomain(corp, domain),
                "copied from another domain to Samba, through a migration table",
                nothingNew,
                copyOf(new GpoName.ByDisplayName(SECURITY), neighbour, Optional.of(TABLE), true)))
        .filter(scenario -> scenario.name().contains(ONLY));
  }

  private Preparation changed(Made gpo) {
    return () -> changes.change(gpo.id(), gpo.saved());
  }

  /** What is copied is there, whatever operations did with it before. */
  private Preparation whole(Made source, Preparation then) {
    return () -> {
      if (!changes.isAs(source.id(), source.saved())) {
        changes.putBack(source.id(), source.saved());
      }
      then.run();
    };
  }

  private UndoScenario scenario(String name, Preparation prepare, GpmcRequest request) {
    return new UndoScenario(domain, name, prepare, request);
  }

  /** As {@link PausedWorkerTest}; on SMB it may stand still with a file open. */
  @Test
  void whatAPausedWorkerWritesWhenItWakesComesToNothingOnSambaToo() throws Exception {
    assumeTrue(ONLY.isEmpty(), "only part of the operations was asked for");
    Random random = new Random(seed);
    UndoTrial trial = new UndoTrial(scenario("restored", changed(plain), restoreOf(plain)), seed);
    int write = 1 + random.nextInt(PAUSES);
    while (trial.pausedAt(write, 1 + random.nextInt(SOME_CALL)).isPresent()) {
      write += STEP == 1 ? 1 : PAUSES;
    }
    assertThat(trial.undone()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isWholeOrNotAtAllOnSambaToo(UndoScenario scenario) throws Exception {
    Random random = new Random(seed);
    UndoTrial trial = new UndoTrial(scenario, seed);
    for (Kind kind : KINDS) {
      int undone = trial.undone();
      int done = trial.done();
      for (int call = 1 + random.nextInt(STEP); call <= trial.calls(); call += STEP) {
        trial.at(kind, call);
      }
      System.out.printf(
          "SambaUndoTest: %s at %s of the %d calls of '%s': undone %d times, done %d times%n",
          kind,
          STEP == 1 ? "each" : "some",
          trial.calls(),
          scenario,
          trial.undone() - undone,
          trial.done() - done);
    }
    assertThat(trial.undone()).isPositive();
  }
}
