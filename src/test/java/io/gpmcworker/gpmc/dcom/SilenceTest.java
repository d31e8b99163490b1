package io.gpmcworker.gpmc.dcom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.EverythingLogged;
import io.gpmcworker.testing.Findings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** j-Interop logs system properties and keys; here it logs nothing, whatever level is asked for. */
class SilenceTest {

  private static final String ADDRESS = ServedDomain.address(11);

  @TempDir Path base;

  @Test
  void aSessionLeavesNoKeyPropertyOrPasswordInTheLog() throws Exception {
    ServedDomain.assumePort(ADDRESS);
    List<String> lines;
    try (EverythingLogged log = new EverythingLogged();
        ServedDomain served = new ServedDomain(base, ADDRESS, 0);
        DcomDriver driver = served.driver(ADDRESS)) {
      assertThat(Findings.of(driver).failed()).isEmpty();
      lines = log.lines();
    }
    assertThat(lines).as("what others log").isNotEmpty();
    assertThat(lines)
        .noneMatch(line -> line.startsWith("org.jinterop"))
        .noneMatch(line -> line.contains(ServedDomain.PASSWORD))
        .noneMatch(line -> line.contains("java.class.path"));
  }
}
