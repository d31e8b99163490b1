package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.Recovery;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.WatchedSysvol.SysvolCall;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operation could not take away itself goes with a later one; what is of use stays. */
class LeftoversTest {

  private static final String GPO = "Startup Scripts";
  private static final String LEAVER = "the.Leaver_1";

  @TempDir Path folder;
  private TestDomain domain;
  private RestoreGpo restore;

  @BeforeEach
  void backUp() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(GPO::equals);
    ResultValue.Backup backup = domain.backup(GPO);
    restore = new RestoreGpo(new BackupSelector.ById(backup.id()), TestDomain.STORE);
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  /** Runs the leaver while SYSVOL fails from a certain call on. */
  private GpmcResult leave(Predicate<SysvolCall> failsFrom) throws Exception {
    WatchedSysvol.Watch away =
        new WatchedSysvol.Watch() {
          private boolean gone;

          @Override
          public synchronized void before(SysvolCall call) throws IOException {
            gone |= failsFrom.test(call);
            if (gone) {
              throw new IOException("SYSVOL is away");
            }
          }
        };
    try (DirectoryDriver driver = domain.driver(sysvol -> new WatchedSysvol(sysvol, away))) {
      return TestDomain.run(driver, restore, new OperationContext(LEAVER), progress -> {});
    }
  }

  private void another(GpmcRequest request, String id, Predicate<String> over) throws Exception {
    OperationContext context = new OperationContext(id, () -> true, over);
    GpmcResult result = TestDomain.run(domain.driver, request, context, progress -> {});
    assertThat(result.overallStatus().failed()).as(result.detail()).isFalse();
  }

  /** The private folders in SYSVOL. */
  private List<String> inSysvol() throws IOException {
    return names(domain.sysvolFolder().resolve("~gpmc-worker")).stream()
        .filter(name -> !name.equals("done"))
        .toList();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void whatARestoreLaidReadyAndCouldNotRemoveGoesOnceTheRestoreIsOver() throws Exception {
    GpmcResult left =
        leave(call -> call.verb().equals("create") && call.path().names().contains("new"));
    assertThat(left.overallStatus().failed()).isTrue();
    assertThat(left.undone()).as("nothing of the GPO was touched").isTrue();
    assertThat(inSysvol()).singleElement().asString().startsWith(LEAVER);

    another(restore, "while-it-may-run", other -> false);
    assertThat(inSysvol()).as("of one that may still run").hasSize(1);

    another(restore, "when-it-is-over", LEAVER::equals);
    assertThat(inSysvol()).isEmpty();
  }

  @Test
  void soDoesAFolderThatAnotherWorkerHadTakenOver() throws Exception {
    leave(call -> call.verb().equals("create") && call.path().names().contains("new"));
    Path left = domain.sysvolFolder().resolve("~gpmc-worker").resolve(inSysvol().getFirst());
    Files.move(left, left.resolveSibling(left.getFileName() + ".12"));

    another(restore, "while-it-may-run", other -> false);
    assertThat(inSysvol()).singleElement().asString().endsWith(".12");

    another(restore, "when-it-is-over", LEAVER::equals);
    assertThat(inSysvol()).isEmpty();
  }

  /** No server renames a folder in which somebody has a file open; or its answer may be lost. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChangeIsTakenBackWhetherItsFolderCanBeRenamedOrNot(boolean canBe) throws Exception {
    Map<String, String> before = domain.files(domain.idOf(GPO));
    GpmcResult left =
        leave(call ->
            call.verb().equals("rename")
                && call.canBeSeen()
                && call.path().names().contains("Policies"));
    assertThat(left.undone()).isFalse();
    assertThat(inSysvol()).hasSize(1);
    WatchedSysvol.Watch inTheWay =
        new WatchedSysvol.Watch() {
          @Override
          public void before(SysvolCall call) throws IOException {
            if (!canBe && isTakeOver(call)) {
              throw new AccessDeniedException(call.path().toString());
            }
          }

          @Override
          public void after(SysvolCall call) throws IOException {
            if (isTakeOver(call)) {
              throw new IOException("the answer is lost");
            }
          }
        };
    try (DirectoryDriver driver = domain.driver(sysvol -> new WatchedSysvol(sysvol, inTheWay))) {
      assertThat(driver.recover(restore, new OperationContext(LEAVER)))
          .isInstanceOf(Recovery.NothingLeft.class);
    }
    assertThat(inSysvol()).isEmpty();
    assertThat(domain.files(domain.idOf(GPO))).isEqualTo(before);
  }

  private static boolean isTakeOver(SysvolCall call) {
    return call.verb().equals("rename") && call.path().name().endsWith(".1");
  }

  @Test
  void aWorkerThatCannotSayWhoIsOverChangesGposAllTheSame() throws Exception {
    leave(call -> call.verb().equals("create") && call.path().names().contains("new"));
    another(
        restore,
        "without-database",
        other -> {
          throw new IllegalStateException("the database is away");
        });
    assertThat(inSysvol()).hasSize(1);
  }

  @Test
  void whatAGpoWasBeforeStaysWhateverIsSaid() throws Exception {
    GpmcResult left =
        leave(call ->
            call.verb().equals("rename")
                && call.canBeSeen()
                && call.path().names().contains("Policies"));
    assertThat(left.undone()).isFalse();
    assertThat(inSysvol()).hasSize(1);

    another(restore, "another", LEAVER::equals);
    assertThat(inSysvol()).singleElement().asString().startsWith(LEAVER);
  }

  @Test
  void aFolderOfAnybodyElseIsNotTouched() throws Exception {
    another(restore, "first", other -> true);
    Path foreign = domain.sysvolFolder().resolve("~gpmc-worker");
    Files.createDirectory(foreign.resolve("kept by hand"));
    Files.createDirectory(foreign.resolve("first_00000000-0000-5000-8000-000000000000"));

    another(restore, "second", other -> true);
    assertThat(inSysvol())
        .containsExactlyInAnyOrder("kept by hand", "first_00000000-0000-5000-8000-000000000000");
  }

  @Test
  void theFolderThatABackupLeftInTheStoreGoesOnceTheBackupIsOver() throws Exception {
    Path left = Files.createDirectories(domain.store.resolve(".staging." + LEAVER).resolve("x"));
    BackupGpo backup = new BackupGpo(new GpoName.ByDisplayName(GPO), TestDomain.STORE, "");

    another(backup, "while-it-may-run", other -> false);
    assertThat(left).exists();

    another(backup, "when-it-is-over", LEAVER::equals);
    assertThat(left.getParent()).doesNotExist();
  }

  @Test
  void aBackupThatIsAnotherWorkersByNowIsNotPublished() throws Exception {
    List<String> before = names(domain.store);
    GpmcResult result =
        TestDomain.run(
            domain.driver,
            new BackupGpo(new GpoName.ByDisplayName(GPO), TestDomain.STORE, ""),
            new OperationContext("paused", () -> false),
            progress -> {});
    assertThat(result.overallStatus().failed()).isTrue();
    assertThat(result.detail()).contains("lost the operation");
    assertThat(names(domain.store)).containsExactlyInAnyOrderElementsOf(before);
  }
}
