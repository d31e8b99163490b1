package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.directory.DirectoryDriver;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.testing.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the port promises, held over both drivers on one domain. */
class BothDriversTest {

  private static final String ADDRESS = ServedDomain.address(7);

  enum Kind {
    DIRECTORY,
    DCOM
  }

  private static final AtomicInteger OPERATIONS = new AtomicInteger();

  @TempDir static Path base;
  private static ServedDomain served;

  private final List<ProgressStatus> steps = new CopyOnWriteArrayList<>();
  private final List<GpmcDriver> open = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void serve() throws Exception {
    ServedDomain.assumePort(ADDRESS);
    served = new ServedDomain(base, ADDRESS, 0);
  }

  @AfterAll
  static void end() throws Exception {
    if (served != null) {
      served.close();
    }
  }

  @AfterEach
  void close() {
    open.forEach(GpmcDriver::close);
  }

  private GpmcDriver driver(Kind kind) throws Exception {
    GpmcDriver driver =
        switch (kind) {
          case DIRECTORY ->
              new DirectoryDriver(
                  served.embedded.settings("corp"), Map.of(ServedDomain.STORE, served.store));
          case DCOM -> served.driver(ADDRESS);
        };
    open.add(driver);
    return driver;
  }

  private AsyncCall start(GpmcDriver driver, GpmcRequest request) throws Exception {
    return driver.start(
        request, new OperationContext("both-" + OPERATIONS.incrementAndGet()), steps::add);
  }

  private static GpmcResult end(AsyncCall call) throws Exception {
    return call.result().get(60, TimeUnit.SECONDS);
  }

  private static GpmcRequest backup(String name) {
    return new GpmcRequest.BackupGpo(new GpoName.ByDisplayName(name), ServedDomain.STORE, "both");
  }

  private static ResultValue.Gpo first() {
    return served.gpos.getFirst();
  }

  @ParameterizedTest
  @EnumSource
  void aBackupSucceedsWithProgressThatOnlyGrows(Kind kind) throws Exception {
    GpmcResult result = end(start(driver(kind), backup(first().displayName())));
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    assertThat(result.value().orElseThrow())
        .isInstanceOfSatisfying(
            ResultValue.Backup.class, made -> assertThat(made.gpo()).isEqualTo(first()));
    assertThat(steps).isNotEmpty();
    assertThat(steps.stream().map(ProgressStatus::numerator)).isSorted();
  }

  @ParameterizedTest
  @EnumSource
  void aBackupIsRestoredAndReported(Kind kind) throws Exception {
    GpmcDriver driver = driver(kind);
    ResultValue.Backup made =
        (ResultValue.Backup)
            end(start(driver, backup(first().displayName()))).value().orElseThrow();
    BackupSelector which = new BackupSelector.ById(made.id());
    GpmcRequest restore = new GpmcRequest.RestoreGpo(which, ServedDomain.STORE);
    assertThat(driver.target(restore)).isEqualTo(Target.gpo(first().id()));
    assertThat(end(start(driver, restore)).value()).contains(first());
    GpmcResult report =
        end(start(driver, new GpmcRequest.ReportBackup(which, ServedDomain.STORE, ReportType.XML)));
    assertThat(((ResultValue.Report) report.value().orElseThrow()).text())
        .contains("<GPO")
        .contains(first().displayName());
  }

  @ParameterizedTest
  @EnumSource
  void aCancelAtOnceEndsIt(Kind kind) throws Exception {
    AsyncCall call = start(driver(kind), backup(EmbeddedDomain.LARGE_SAMPLE));
    call.cancel().cancel();
    call.cancel().cancel();
    assertThat(end(call).overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelWhileItRunsEndsIt(Kind kind) throws Exception {
    AsyncCall call = start(driver(kind), backup(EmbeddedDomain.LARGE_SAMPLE));
    await().until(() -> !steps.isEmpty() || call.result().isDone());
    call.cancel().cancel();
    assertThat(end(call).overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
  }

  @ParameterizedTest
  @CsvSource({
    "DIRECTORY, 1",
    "DIRECTORY, 2",
    "DIRECTORY, 3",
    "DCOM, 1",
    "DCOM, 2",
    "DCOM, 3",
  })
  void aCancelledImportLeavesTheGpoAsItWas(Kind kind, int step) throws Exception {
    GpmcDriver driver = driver(kind);
    ResultValue.Backup made =
        (ResultValue.Backup)
            end(start(driver, backup(first().displayName()))).value().orElseThrow();
    String target = served.gpos.get(1).displayName();
    String before = report(target);
    AtomicReference<AsyncCall> call = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    AtomicInteger seen = new AtomicInteger();
    call.set(
        driver.start(
            new GpmcRequest.ImportGpo(
                new BackupSelector.ById(made.id()),
                ServedDomain.STORE,
                new GpoName.ByDisplayName(target),
                Optional.empty(),
                false,
                false,
                false),
            new OperationContext("both-" + OPERATIONS.incrementAndGet()),
            status -> {
              if (seen.incrementAndGet() == step) {
                await().until(() -> known.getCount() == 0);
                call.get().cancel().cancel();
              }
            }));
    known.countDown();
    GpmcResult result = end(call.get());
    if (result.overallStatus().failed()) {
      assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
      assertThat(result.undone())
          .as("the directory driver knows that it has undone it; GPMC does not tell")
          .isEqualTo(kind == Kind.DIRECTORY);
      assertThat(report(target)).isEqualTo(before);
    } else {
      assertThat(result.value()).contains(served.gpos.get(1));
    }
  }

  private static String report(String gpo) throws Exception {
    GpmcResult result =
        end(
            served.directory.start(
                new GpmcRequest.ReportGpo(new GpoName.ByDisplayName(gpo), ReportType.XML),
                new OperationContext("report-" + OPERATIONS.incrementAndGet()),
                status -> {}));
    return ((ResultValue.Report) result.value().orElseThrow())
        .text()
        .replaceAll("<ReadTime>.*?</ReadTime>", "");
  }

  @ParameterizedTest
  @EnumSource
  void aCancelAfterTheEndChangesNothing(Kind kind) throws Exception {
    AsyncCall call = start(driver(kind), backup(first().displayName()));
    GpmcResult result = end(call);
    call.cancel().cancel();
    assertThat(end(call)).isEqualTo(result);
  }

  @ParameterizedTest
  @EnumSource
  void aNameThatIsNotThereIsAClearFailure(Kind kind) throws Exception {
    GpmcResult result = end(start(driver(kind), backup("No such GPO")));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DS_NO_SUCH_OBJECT);
    assertThat(result.detail()).contains("No such GPO");
    assertThat(result.undone()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void twoRunAtOnce(Kind kind) throws Exception {
    GpmcDriver driver = driver(kind);
    AsyncCall large = start(driver, backup(EmbeddedDomain.LARGE_SAMPLE));
    AsyncCall small = start(driver, backup(first().displayName()));
    assertThat(end(small).overallStatus()).isEqualTo(HResult.S_OK);
    large.cancel().cancel();
    end(large);
  }

  /** One that nobody else needs, and who ends it. */
  private record Mortal(ServedDomain served, GpmcDriver driver, Killer killer) {
    interface Killer {
      void kill() throws Exception;
    }
  }

  private Mortal mortal(Kind kind, String name) throws Exception {
    String address = ServedDomain.address(19);
    ServedDomain own =
        new ServedDomain(Files.createDirectories(base.resolve("mortal-" + name)), address, 0);
    return switch (kind) {
      case DIRECTORY -> new Mortal(own, own.directory, own.embedded::close);
      case DCOM -> new Mortal(own, own.driver(address), own.server::close);
    };
  }

  /**
   * At each step of a change. The directory driver knows what it has done; GPMC on a host that is
   * gone has told nobody.
   */
  @ParameterizedTest
  @EnumSource
  void aDomainThatDiesInTheMiddleOfAChangeIsNoticedAndNothingIsClaimed(Kind kind) throws Exception {
    for (int step = 1; step <= 4; step++) {
      Mortal mortal = mortal(kind, kind + "-" + step);
      try {
        GpmcResult result = dyingAt(mortal, step);
        assertThat(result.overallStatus().failed()).as("step %d: %s", step, result).isTrue();
        assertThat(result.overallStatus()).isNotEqualTo(HResult.ERROR_CANCELLED);
        assertThat(result.detail()).isNotEmpty();
        if (kind == Kind.DCOM) {
          assertThat(result.undone()).as("step %d: %s", step, result).isFalse();
        }
      } finally {
        mortal.driver().close();
        mortal.served().close();
      }
    }
  }

  private static GpmcResult dyingAt(Mortal mortal, int step) throws Exception {
    ResultValue.Gpo gpo = mortal.served().gpos.getFirst();
    ResultValue.Backup made =
        (ResultValue.Backup)
            end(mortal
                    .driver()
                    .start(backup(gpo.displayName()), new OperationContext("before"), status -> {}))
                .value()
                .orElseThrow();
    Map<String, String> before = policies(mortal.served().embedded);
    AtomicInteger seen = new AtomicInteger();
    GpmcResult result =
        end(
            mortal
                .driver()
                .start(
                    new GpmcRequest.ImportGpo(
                        new BackupSelector.ById(made.id()),
                        ServedDomain.STORE,
                        new GpoName.ById(mortal.served().gpos.get(1).id()),
                        Optional.empty(),
                        false,
                        false,
                        false),
                    new OperationContext("dying-" + OPERATIONS.incrementAndGet()),
                    status -> {
                      if (seen.incrementAndGet() == step) {
                        kill(mortal);
                      }
                    }));
    if (result.undone()) {
      assertThat(FileTree.changes(before, policies(mortal.served().embedded)))
          .as("what is said to be undone")
          .isEmpty();
    }
    return result;
  }

  /** What clients see. A domain that is gone lets nobody take away what lies ready beside it. */
  private static Map<String, String> policies(EmbeddedDomain domain) {
    return FileTree.of(domain.sysvol().resolve(domain.dnsName()).resolve("Policies"));
  }

  private static void kill(Mortal mortal) {
    try {
      mortal.killer().kill();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingTheDriverEndsWhatRuns(Kind kind) throws Exception {
    GpmcDriver driver = driver(kind);
    AsyncCall call = start(driver, backup(EmbeddedDomain.LARGE_SAMPLE));
    await().until(() -> !steps.isEmpty() || call.result().isDone());
    driver.close();
    assertThat(call.result()).isDone();
  }
}
