package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gpmcworker.gpmc.AsyncCall;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.ReportType;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After many operations, successful, cancelled and failed, nothing of them is left. */
class DcomLeakTest {

  private static final String ADDRESS = ServedDomain.address(6);

  /** {@code -Dgpmc.dcom.operations=1000} for the long form. */
  private static final int OPERATIONS = Integer.getInteger("gpmc.dcom.operations", 200);

  private static final int AT_ONCE = 4;

  /** Of caches that are still filling; a session that leaks takes more over so many operations. */
  private static final long HEAP_TOLERANCE = 4 << 20;

  @TempDir Path base;

  @Test
  void operationsLeaveNoThreadSessionSocketObjectOrMemory() throws Exception {
    ServedDomain.assumePort(ADDRESS);
    try (ServedDomain served = new ServedDomain(base, ADDRESS, 0);
        DcomDriver driver = served.driver(ADDRESS)) {
      run(served, driver, 2 * AT_ONCE);
      quiet(served, driver);
      long threads = threads();
      long heap = heap();
      long handles = handles();
      int[] ends = run(served, driver, OPERATIONS);
      assertThat(ends[0]).as("successful").isGreaterThan(OPERATIONS / 4);
      assertThat(ends[1]).as("cancelled").isPositive();
      assertThat(ends[2]).as("failed").isEqualTo(OPERATIONS / 4);
      quiet(served, driver);
      assertThat(threads()).as("threads").isLessThanOrEqualTo(threads + 2);
      System.out.printf(
          "%d operations: threads %d then %d, handles %d then %d, heap %d KB then %d KB%n",
          OPERATIONS, threads, threads(), handles, handles(), heap >> 10, heap() >> 10);
      assertThat(heap()).as("heap in use").isLessThan(heap + HEAP_TOLERANCE);
      assertThat(handles).isPositive();
      assertThat(handles()).as("open files and sockets").isLessThanOrEqualTo(handles + 4);
    }
  }

  private static int[] run(ServedDomain served, DcomDriver driver, int operations)
      throws Exception {
    int[] ends = new int[3];
    List<AsyncCall> calls = new ArrayList<>();
    for (int n = 0; n < operations; n++) {
      GpoName gpo =
          n % 4 == 3
              ? new GpoName.ByDisplayName("No such GPO")
              : new GpoName.ById(served.gpos.getFirst().id());
      AsyncCall call =
          driver.start(
              new GpmcRequest.ReportGpo(gpo, ReportType.XML),
              new OperationContext("leak-" + n),
              step -> {});
      if (n % 4 == 1) {
        call.cancel().cancel();
      }
      calls.add(call);
      if (calls.size() == AT_ONCE) {
        for (AsyncCall one : calls) {
          count(one.result().get(60, TimeUnit.SECONDS), ends);
        }
        calls.clear();
      }
    }
    return ends;
  }

  private static void count(GpmcResult result, int[] ends) {
    if (!result.overallStatus().failed()) {
      ends[0]++;
    } else if (result.overallStatus().equals(HResult.ERROR_CANCELLED)) {
      ends[1]++;
    } else {
      assertThat(result.overallStatus())
          .as(result.detail())
          .isEqualTo(HResult.ERROR_DS_NO_SUCH_OBJECT);
      ends[2]++;
    }
  }

  private static void quiet(ServedDomain served, DcomDriver driver) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(driver.exported()).as("progress objects").isZero();
          assertThat(served.server.held()).as("objects of the host").isEqualTo("[]");
          assertThat(served.server.connections()).as("connections to the host").isZero();
          assertThat(sessions()).as("sessions of j-Interop").isZero();
        });
  }

  private static int sessions() throws ReflectiveOperationException {
    Field field =
        Class.forName("org.jinterop.dcom.core.JISession").getDeclaredField("listOfSessions");
    field.setAccessible(true);
    return ((Collection<?>) field.get(null)).size();
  }

  /** What is still reachable. */
  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int n = 0; n < 3; n++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static long threads() {
    return Thread.getAllStackTraces().size();
  }

  private static long handles() throws java.io.IOException {
    Path table = Path.of("/proc/self/fd");
    if (!Files.isDirectory(table)) {
      return 1;
    }
    try (Stream<Path> open = Files.list(table)) {
      return open.count();
    }
  }
}
