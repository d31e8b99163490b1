package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However many GPOs a domain has, what was read of one is let go before long. */
class ManyGposTest {

  private static final String SAMPLE = "Windows Update - Workstations";
  private static final int GPOS = 150;

  /** A GPO's settings and its report are some megabytes then, and fewer than ten are under way. */
  private static final int VALUES = 3_000;

  @Test
  @Timeout(120)
  void areBackedUpByAProcessWithASmallHeap(@TempDir Path folder) throws Exception {
    SmallHeap.run(ManyGposTest.class, folder);
  }

  /** What the process with the small heap does. */
  public static void main(String[] arguments) throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThan((SmallHeap.MIB + 1L) << 20);
    try (TestDomain domain = TestDomain.open(Path.of(arguments[0]))) {
      domain.embedded.seedSamples(SAMPLE::equals);
      Files.write(
          domain.gpoFolder(domain.idOf(SAMPLE)).resolve("Machine/registry.pol"),
          settings().toByteArray());
      for (int n = 1; n < GPOS; n++) {
        domain.succeed(
            ResultValue.Gpo.class,
            Requests.copied(new GpoName.ByDisplayName(SAMPLE), SAMPLE + " " + n, true));
      }

      ResultValue.Backups made =
          domain.succeed(ResultValue.Backups.class, new BackupAllGpos(TestDomain.STORE, "many"));

      assertThat(made.backups().stream().map(ResultValue.Backup::gpo))
          .hasSizeGreaterThanOrEqualTo(GPOS)
          .doesNotHaveDuplicates();
      long reports = 0;
      for (ResultValue.Backup backup : made.backups()) {
        Path folder = domain.store.resolve(Guids.braced(backup.id()));
        reports += Files.size(folder.resolve("gpreport.xml"));
      }
      assertThat(reports).as("what the reports hold").isGreaterThan((long) SmallHeap.MIB << 20);
    }
  }

  private static RegistryPolicy settings() {
    return new RegistryPolicy(
        IntStream.range(0, VALUES)
            .mapToObj(n ->
                new RegistryPolicyEntry(
                    "Software\\Policies\\Many",
                    "Value" + n,
                    RegistryType.REG_DWORD.code(),
                    Bytes.of((byte) n, (byte) 0, (byte) 0, (byte) 0)))
            .toList());
  }
}
