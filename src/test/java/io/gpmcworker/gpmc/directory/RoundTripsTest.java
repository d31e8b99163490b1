package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.WatchedSysvol.SysvolCall;
import io.gpmcworker.gpmc.directory.ldap.GpoContainer;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often a backup of all asks the domain controller, which is what its time depends on: of the
 * directory the same number of times however many GPOs there are, and of SYSVOL once for each
 * folder and once for each file, but for gpt.ini, which is looked at again at the end.
 */
class RoundTripsTest {

  private static final String DRIVES = "Drive Maps";
  private static final String SCRIPTS = "Startup Scripts";
  private static final String SECURITY = "Server Hardening";

  /** GPOs that come between the two backups. */
  private static final int MORE = 8;

  @TempDir Path folder;
  private EmbeddedFaultDomain domain;

  @BeforeEach
  void open() throws Exception {
    domain = new EmbeddedFaultDomain(folder, "corp.example", Set.of(DRIVES, SCRIPTS, SECURITY));
  }

  @AfterEach
  void close() throws Exception {
    domain.close();
  }

  /** What was asked: of LDAP, and of SYSVOL by verb. */
  private record Asked(int ldap, Map<String, Integer> sysvol) {}

  private Asked asked(GpmcRequest request) throws Exception {
    AtomicInteger ldap = new AtomicInteger();
    ConcurrentMap<String, Integer> sysvol = new ConcurrentHashMap<>();
    WatchedSysvol.Watch watch =
        new WatchedSysvol.Watch() {
          @Override
          public void before(SysvolCall call) {
            sysvol.merge(call.verb(), 1, Integer::sum);
          }
        };
    try (FaultDomain.FaultyDriver driver =
        domain.driver(
            watch,
            () -> {
              ldap.incrementAndGet();
              return LdapProxy.Fate.PASSES;
            })) {
      GpmcResult result =
          TestDomain.run(driver.driver(), request, TestDomain.nextOperation(), progress -> {});
      assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    }
    return new Asked(ldap.get(), Map.copyOf(sysvol));
  }

  private static CopyGpo copy(String source, int number) {
    return Requests.copied(new GpoName.ByDisplayName(source), source + " " + number, false);
  }

  @Test
  void aBackupOfAllAsksTheDirectoryNoMoreOftenForManyGpos() throws Exception {
    BackupAllGpos all = new BackupAllGpos(FaultDomain.STORE, "");
    Asked few = asked(all);
    for (int number = 0; number < MORE; number++) {
      asked(copy(number % 2 == 0 ? DRIVES : SCRIPTS, number));
    }
    int gpos = 0;
    int folders = 0;
    int files = 0;
    for (GpoContainer gpo : domain.domain().directory().gpos().all()) {
      gpos++;
      folders++;
      for (SysvolEntry entry :
          SysvolTree.list(domain.seen(), SysvolPath.ofGpo(gpo.attributes().id()))) {
        if (entry.folder()) {
          folders++;
        } else {
          files++;
        }
      }
    }

    Asked many = asked(all);

    assertThat(gpos).isEqualTo(3 + MORE);
    assertThat(many.ldap())
        .as("requests of LDAP: fewer than one more for each GPO that has come")
        .isLessThan(few.ldap() + MORE);
    assertThat(many.sysvol())
        .as("calls of SYSVOL for %d GPOs, %d folders, %d files", gpos, folders, files)
        .containsOnlyKeys("children", "open", "read")
        .as("and once the folder of the central store")
        .containsEntry("children", folders + 1)
        .containsEntry("open", files + gpos);
    assertThat(many.sysvol().get("read"))
        .as("pieces of small files, and their ends")
        .isLessThanOrEqualTo(2 * (files + gpos));
  }
}
