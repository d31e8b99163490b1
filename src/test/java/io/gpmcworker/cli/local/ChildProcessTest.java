package io.gpmcworker.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  @Test
  void whatWasKilledIsGoneWhenKillReturns(@TempDir Path folder) {
    for (int n = 0; n < 200; n++) {
      ChildProcess sleep =
          ChildProcess.start(
              "sleep", List.of("sleep", "60"), Map.of(), folder, folder.resolve("log"));

      sleep.kill();

      assertThat(sleep.isAlive()).as("kill %d", n).isFalse();
    }
  }
}
