package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.ReportGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ReportType;
import io.gpmcworker.gpmc.directory.WatchedSysvol.SysvolCall;
import io.gpmcworker.testing.FileTree;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** To list the folders of a large GPO takes long over a network: a cancel ends that too. */
class CancelledListingTest {

  private static final GpoName SCRIPTS = new GpoName.ByDisplayName("Startup Scripts");
  private static final int LISTED_BEFORE = 2;

  @TempDir Path folder;
  private EmbeddedFaultDomain domain;

  @BeforeEach
  void open() throws Exception {
    domain = new EmbeddedFaultDomain(folder, "corp.example", Set.of(SCRIPTS.toString()));
  }

  @AfterEach
  void close() throws Exception {
    domain.close();
  }

  static Stream<GpmcRequest> readers() {
    return Stream.of(
        new BackupGpo(SCRIPTS, FaultDomain.STORE, ""),
        new ReportGpo(SCRIPTS, ReportType.XML),
        Requests.copied(SCRIPTS, "Copy", false));
  }

  @ParameterizedTest
  @MethodSource("readers")
  @Timeout(60)
  void noFurtherFolderIsListedAfterACancel(GpmcRequest request) throws Exception {
    CompletableFuture<AsyncCall> started = new CompletableFuture<>();
    AtomicInteger listed = new AtomicInteger();
    WatchedSysvol.Watch cancelling =
        new WatchedSysvol.Watch() {
          @Override
          public void before(SysvolCall call) {
            if (call.verb().equals("children") && listed.incrementAndGet() == LISTED_BEFORE) {
              started.join().cancel().cancel();
            }
          }
        };
    var before = FileTree.of(folder);
    try (FaultDomain.FaultyDriver driver = domain.driver(cancelling, () -> LdapProxy.Fate.PASSES)) {
      AsyncCall call = driver.driver().start(request, TestDomain.nextOperation(), progress -> {});
      started.complete(call);
      GpmcResult result = call.result().get(30, TimeUnit.SECONDS);

      assertThat(result.overallStatus()).isEqualTo(HResult.ERROR_CANCELLED);
      assertThat(result.undone()).isTrue();
      assertThat(listed).hasValue(LISTED_BEFORE);
    }
    assertThat(FileTree.of(folder)).isEqualTo(before);
  }
}
