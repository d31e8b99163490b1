package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.ImportGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.Faults.Kind;
import io.gpmcworker.testing.samba.SambaDomain;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link UndoTest}, on Samba, and at some of the calls only: each takes its time here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class SambaUndoTest {

  private static final String SAMPLE = "Startup Scripts";
  private static final String TARGET = "Undo";
  private static final String NEW = "Undo, new";

  /** Of so many calls in a row one goes wrong; 1 for all of them. */
  private static final int STEP = Boolean.getBoolean("gpmc.undo.every-call") ? 1 : 40;

  private final long seed = Long.getLong("gpmc.seed", System.nanoTime());
  private SambaFaultDomain domain;
  private GpoChanges changes;
  private UUID sample;
  private UUID target;
  private UUID backup;
  private GpoChanges.Saved saved;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    SambaDomain samba = SambaDomain.shared();
    System.out.println("SambaUndoTest: -Dgpmc.seed=" + seed);
    Path store;
    try (TestDomain elsewhere = TestDomain.open(folder)) {
      elsewhere.embedded.seedSamples(SAMPLE::equals);
      sample = elsewhere.backup(SAMPLE).id();
      store = elsewhere.store;
    }
    domain = new SambaFaultDomain(samba, store);
    changes = new GpoChanges(domain.domain());
    target = ((ResultValue.Gpo) succeed(importInto(new GpoName.ByDisplayName(TARGET)))).id();
    saved = changes.save(target);
    backup =
        ((ResultValue.Backup)
                succeed(new BackupGpo(new GpoName.ById(target), FaultDomain.STORE, "")))
            .id();
  }

  @AfterAll
  void close() throws Exception {
    if (domain != null) {
      changes.deleteNamed(NEW);
      changes.delete(target, saved);
      domain.close();
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

  private ImportGpo importInto(GpoName gpo) {
    return new ImportGpo(
        new BackupSelector.ById(sample),
        FaultDomain.STORE,
        gpo,
        Optional.empty(),
        false,
        false,
        gpo instanceof GpoName.ByDisplayName);
  }

  Stream<UndoScenario> scenarios() {
    RestoreGpo restore = new RestoreGpo(new BackupSelector.ById(backup), FaultDomain.STORE);
    CopyGpo copy =
        new CopyGpo(
            new GpoName.ById(target),
            NEW,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            true);
    return Stream.of(
        scenario("restored in place", () -> changes.change(target, saved), restore),
        scenario("recreated", () -> changes.delete(target, saved), restore),
        scenario(
            "imported into a GPO",
            () -> changes.change(target, saved),
            importInto(new GpoName.ById(target))),
        scenario(
            "imported into a new GPO",
            () -> changes.deleteNamed(NEW),
            importInto(new GpoName.ByDisplayName(NEW))),
        scenario("copied", () -> changes.deleteNamed(NEW), copy));
  }

  private UndoScenario scenario(
      String name, UndoScenario.Preparation prepare, GpmcRequest request) {
    return new UndoScenario(domain, name, prepare, request);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void isWholeOrNotAtAllOnSambaToo(UndoScenario scenario) throws Exception {
    Random random = new Random(seed);
    UndoTrial trial = new UndoTrial(scenario, seed);
    for (Kind kind : Kind.values()) {
      if (kind != Kind.NONE) {
        for (int call = 1 + random.nextInt(STEP); call <= trial.calls(); call += STEP) {
          trial.at(kind, call);
        }
      }
    }
    assertThat(trial.undone()).isPositive();
  }
}
