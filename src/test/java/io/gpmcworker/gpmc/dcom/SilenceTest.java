package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.Findings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** j-Interop logs system properties and keys; here it logs nothing, whatever level is asked for. */
class SilenceTest {

  private static final String ADDRESS = ServedDomain.address(11);

  @TempDir Path base;

  private static final class Kept extends Handler {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Kept() {
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getLoggerName() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void aSessionLeavesNoKeyPropertyOrPasswordInTheLog() throws Exception {
    ServedDomain.assumePort(ADDRESS);
    Logger root = Logger.getLogger("");
    Kept kept = new Kept();
    Level before = root.getLevel();
    root.addHandler(kept);
    root.setLevel(Level.FINEST);
    try (ServedDomain served = new ServedDomain(base, ADDRESS, 0);
        DcomDriver driver = served.driver(ADDRESS)) {
      assertThat(Findings.of(driver).failed()).isEmpty();
    } finally {
      root.setLevel(before);
      root.removeHandler(kept);
    }
    assertThat(kept.lines).as("what others log").isNotEmpty();
    assertThat(kept.lines)
        .noneMatch(line -> line.startsWith("org.jinterop"))
        .noneMatch(line -> line.contains(ServedDomain.PASSWORD))
        .noneMatch(line -> line.contains("java.class.path"));
  }
}
