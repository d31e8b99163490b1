package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ProgressStatus;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.StatusMessage;
import io.gpmcworker.gpmc.Target;
import io.gpmcworker.gpmc.dcom.rpce.RpcLimits;
import io.gpmcworker.gpmc.dcom.server.GpmcServer.Behaviour;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver against a GPMC server that behaves as a hardened Windows does. */
class DcomDriverTest {

  private static final String ADDRESS = ServedDomain.address(2);

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path base;
  private static ServedDomain served;

  private final Queue<ProgressStatus> steps = new ConcurrentLinkedQueue<>();
  private DcomDriver driver;

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

  @BeforeEach
  void open() throws Exception {
    driver = served.driver(ADDRESS);
    served.server.behave(Behaviour.WELL);
  }

  @AfterEach
  void nothingIsLeft() {
    driver.close();
    assertThat(driver.exported()).as("progress objects that are still exported").isZero();
    await()
        .untilAsserted(() -> assertThat(served.server.held()).as("held objects").isEqualTo("[]"));
    await().untilAsserted(() -> assertThat(served.server.connections()).isZero());
  }

  private AsyncCall start(GpmcRequest request) throws Exception {
    return driver.start(request, new OperationContext("test"), steps::add);
  }

  private static GpmcResult end(AsyncCall call) throws Exception {
    return call.result().get(60, TimeUnit.SECONDS);
  }

  private static GpmcRequest backupOf(String name) {
    return new GpmcRequest.BackupGpo(
        new GpoName.ByDisplayName(name), ServedDomain.STORE, "through DCOM");
  }

  private static <T extends ResultValue> T value(Class<T> type, GpmcResult result) {
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    return type.cast(result.value().orElseThrow());
  }

  private ResultValue.Backup backup(String name) throws Exception {
    return value(ResultValue.Backup.class, end(start(backupOf(name))));
  }

  @Test
  void aBackupIsMadeWithProgress() throws Exception {
    ResultValue.Gpo gpo = served.gpos.getFirst();
    ResultValue.Backup backup = backup(gpo.displayName());
    assertThat(backup.gpo()).isEqualTo(gpo);
    assertThat(backup.comment()).isEqualTo("through DCOM");
    assertThat(served.store.resolve(GpoName.braced(backup.id()))).isDirectory();
    assertThat(steps).isNotEmpty();
  }

  @Test
  void aRestoreOfThatBackupIsMade() throws Exception {
    ResultValue.Gpo gpo = served.gpos.getFirst();
    ResultValue.Backup backup = backup(gpo.displayName());
    GpmcRequest restore =
        new GpmcRequest.RestoreGpo(new BackupSelector.ById(backup.id()), ServedDomain.STORE);
    assertThat(driver.target(restore)).isEqualTo(Target.gpo(gpo.id()));
    assertThat(value(ResultValue.Gpo.class, end(start(restore)))).isEqualTo(gpo);
  }

  @Test
  void aReportIsTheOneOfTheDirectoryDriver() throws Exception {
    GpmcRequest report =
        new GpmcRequest.ReportGpo(new GpoName.ById(served.gpos.getFirst().id()), ReportType.XML);
    String here = value(ResultValue.Report.class, end(start(report))).text();
    String there =
        value(
                ResultValue.Report.class,
                end(served.directory.start(report, new OperationContext("there"), s -> {})))
            .text();
    assertThat(here.replaceAll("<ReadTime>.*?</ReadTime>", ""))
        .isEqualTo(there.replaceAll("<ReadTime>.*?</ReadTime>", ""));
  }

  @Test
  void aRunningBackupIsCancelled() throws Exception {
    AsyncCall call = start(backupOf(EmbeddedDomain.LARGE_SAMPLE));
    await().until(() -> !steps.isEmpty() || call.result().isDone());
    call.cancel().cancel();
    GpmcResult result = end(call);
    assertThat(result.overallStatus().failed()).as(result.toString()).isTrue();
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
  }

  @Test
  void aCancelBeforeTheMethodIsCalledMeansThatItIsNotCalled() throws Exception {
    AsyncCall call = start(backupOf(EmbeddedDomain.LARGE_SAMPLE));
    call.cancel().cancel();
    GpmcResult result = end(call);
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
    assertThat(steps).isEmpty();
  }

  @Test
  void aFailureTellsEveryMemberOfItsMessages() throws Exception {
    served.server.behave(Behaviour.FAILS);
    GpmcResult result = end(start(backupOf(served.gpos.getFirst().displayName())));
    assertThat(result.overallStatus()).isEqualTo(HResult.E_ACCESSDENIED);
    assertThat(result.messages())
        .contains(
            new StatusMessage(
                "CN=Policies",
                HResult.E_ACCESSDENIED,
                "Security",
                "Account",
                new HResult(0x42),
                "Access is denied."));
    assertThat(result.detail()).isEqualTo("Access is denied.");
  }

  @Test
  void aNameThatIsNotThereIsAClearFailure() throws Exception {
    GpmcResult result = end(start(backupOf("No such GPO")));
    assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_DS_NO_SUCH_OBJECT);
    assertThat(result.detail()).contains("No such GPO").contains("{GUID}");
  }

  @Test
  void aHostThatDiesInTheMiddleIsNoticedAndNothingIsClaimed() throws Exception {
    Path other = java.nio.file.Files.createDirectories(base.resolve("dying"));
    String address = ServedDomain.address(3);
    try (ServedDomain dying = new ServedDomain(other, address, 0);
        DcomDriver to = dying.driver(address)) {
      ResultValue.Gpo gpo = dying.gpos.getFirst();
      GpmcResult made =
          end(to.start(backupOf(gpo.displayName()), new OperationContext("b"), steps::add));
      ResultValue.Backup backup = value(ResultValue.Backup.class, made);
      dying.server.behave(Behaviour.DROPS);
      GpmcRequest restore =
          new GpmcRequest.RestoreGpo(new BackupSelector.ById(backup.id()), ServedDomain.STORE);
      GpmcResult result = end(to.start(restore, new OperationContext("r"), steps::add));
      assertThat(result.overallStatus().failed()).isTrue();
      assertThat(result.undone()).as("whether the restore was done is not known").isFalse();
      assertThat(result.detail()).contains(address);
    }
  }

  @Test
  void aHostThatHangsIsAskedForLifeAndACancelGetsThrough() throws Exception {
    Path other = java.nio.file.Files.createDirectories(base.resolve("hanging"));
    String address = ServedDomain.address(5);
    try (ServedDomain hanging = new ServedDomain(other, address, 0);
        DcomDriver to = hanging.driver(address)) {
      hanging.server.behave(Behaviour.HANGS);
      String name = hanging.gpos.getFirst().displayName();
      AsyncCall call = to.start(backupOf(name), new OperationContext("b"), steps::add);
      // Longer than the silence after which a sign of life is asked for.
      await()
          .pollDelay(Duration.ofMillis(2500))
          .until(() -> !steps.isEmpty() && hanging.server.running() == 0);
      call.cancel().cancel();
      await().until(() -> hanging.server.cancels() > 0);
      assertThat(call.result()).as("a host that says nothing has not ended").isNotDone();
      hanging.server.close();
      assertThat(end(call).overallStatus().failed()).isTrue();
    }
  }

  @Test
  void aCancelIsServedWhileACallHangs() throws Exception {
    served.server.behave(Behaviour.MUTE);
    int asked = served.server.asked();
    int cancels = served.server.cancels();
    AsyncCall call = start(backupOf(served.gpos.getFirst().displayName()));
    await().until(() -> served.server.asked() > asked);
    call.cancel().cancel();
    await().until(() -> served.server.cancels() > cancels);
    assertThat(served.server.answered())
        .as("the call hangs still")
        .isLessThan(served.server.asked());
    assertThat(call.result()).isNotDone();
    call.cancel().cancel();
    served.server.behave(Behaviour.WELL);
    end(call);
    assertThat(served.server.cancels())
        .as("asked for twice, passed on once")
        .isEqualTo(cancels + 1);
  }

  @Test
  void aCancelThatGetsNoConnectionOfItsOwnGoesOverTheOperations() throws Exception {
    Path other = java.nio.file.Files.createDirectories(base.resolve("full"));
    String address = ServedDomain.address(20);
    RpcLimits roomForOneOperation = new RpcLimits(2, 2, 1 << 20, 2 << 20, LONG, LONG, LONG);
    try (ServedDomain full = new ServedDomain(other, address, roomForOneOperation);
        DcomDriver to = full.driver(address)) {
      full.server.behave(Behaviour.WAITS);
      GpmcRequest request = backupOf(full.gpos.getFirst().displayName());
      AsyncCall call = to.start(request, new OperationContext("full"), steps::add);
      await().until(() -> !steps.isEmpty());
      call.cancel().cancel();
      await().until(() -> full.server.cancels() == 1);
      full.server.behave(Behaviour.WELL);
      end(call);
    }
  }

  @Test
  void aHostThatFallsSilentIsGivenUpWithinItsBound() throws Exception {
    Path other = java.nio.file.Files.createDirectories(base.resolve("mute"));
    String address = ServedDomain.address(16);
    try (ServedDomain mute = new ServedDomain(other, address, 0);
        DcomDriver to = mute.driver(address, ServedDomain.PASSWORD, Duration.ofSeconds(5))) {
      mute.server.behave(Behaviour.MUTE);
      GpmcRequest request = backupOf(mute.gpos.getFirst().displayName());
      AsyncCall call = to.start(request, new OperationContext("mute"), steps::add);
      await().until(() -> mute.server.asked() > 0);
      long asked = System.nanoTime();
      GpmcResult result = end(call);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
      assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.ERROR_TIMEOUT);
      assertThat(result.detail()).contains(address, "within 5 s");
      assertThat(result.undone()).as("nobody knows what it did").isFalse();
      assertThat(to.exported()).isZero();
    }
  }

  @Test
  void callsToTheHostAreCounted() throws Exception {
    java.util.Queue<String> told = new ConcurrentLinkedQueue<>();
    try (DcomDriver counted =
        new DcomDriver(
            served.settings(ADDRESS, ServedDomain.PASSWORD, Duration.ofSeconds(10)),
            served.callbacks,
            (host, protocol, nanos, failed) ->
                told.add(host + " " + protocol + " " + (nanos > 0) + " " + failed))) {
      end(counted.start(backupOf("No such GPO"), new OperationContext("counted"), steps::add));
      assertThat(told).isNotEmpty().containsOnly(ADDRESS + " DCOM true false");
    }
    told.clear();
    try (DcomDriver refused =
        new DcomDriver(
            served.settings(ADDRESS, "wrong", Duration.ofSeconds(10)),
            served.callbacks,
            (host, protocol, nanos, failed) -> told.add(host + " " + failed))) {
      end(refused.start(backupOf("any"), new OperationContext("refused"), steps::add));
      assertThat(told).containsExactly(ADDRESS + " true");
    }
  }

  @Test
  void newerWindowsIsSpokenToInItsVersion() throws Exception {
    Path other = java.nio.file.Files.createDirectories(base.resolve("newer"));
    String address = ServedDomain.address(4);
    try (ServedDomain newer = new ServedDomain(other, address, 7);
        DcomDriver to = newer.driver(address)) {
      String name = newer.gpos.getFirst().displayName();
      value(
          ResultValue.Backup.class,
          end(to.start(backupOf(name), new OperationContext("b"), steps::add)));
    }
  }

  @Test
  void twoOperationsRunAtOnce() throws Exception {
    AsyncCall large = start(backupOf(EmbeddedDomain.LARGE_SAMPLE));
    AsyncCall small = start(backupOf(served.gpos.getFirst().displayName()));
    value(ResultValue.Backup.class, end(small));
    large.cancel().cancel();
    end(large);
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    driver.close();
    driver = served.driver(ADDRESS, "wrong", Duration.ofSeconds(5));
    GpmcResult result = end(start(backupOf("any")));
    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.E_ACCESSDENIED);
    assertThat(result.undone()).isTrue();
  }
}
