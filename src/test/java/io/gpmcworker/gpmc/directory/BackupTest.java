package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.OperationContext;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @Test
  void everySample(@TempDir Path data) throws Exception {
    long t0 = System.nanoTime();
    try (EmbeddedDomain domain = EmbeddedDomain.open(data.resolve("domain"), 0)) {
      System.out.println("open " + (System.nanoTime() - t0) / 1000000);
      t0 = System.nanoTime();
      int n = domain.seedSamples();
      System.out.println("seed " + n + " " + (System.nanoTime() - t0) / 1000000);
      Path store = Files.createDirectories(data.resolve("store"));
      try (DirectoryDriver driver =
          new DirectoryDriver(
              domain.settings("corp"), Map.of(new BackupStoreName("default"), store))) {
        for (String name :
            new String[] {"Default Domain Policy", "Large Software Scripts", "Server Hardening"}) {
          t0 = System.nanoTime();
          GpmcResult result =
              driver
                  .start(
                      new BackupGpo(
                          new GpoName.ByDisplayName(name), new BackupStoreName("default"), "c"),
                      new OperationContext("op-" + name.hashCode()),
                      p -> {})
                  .result()
                  .get(60, TimeUnit.SECONDS);
          System.out.println(name + " " + (System.nanoTime() - t0) / 1000000 + " " + result);
          assertThat(result.overallStatus().failed()).isFalse();
        }
      }
    }
  }
}
