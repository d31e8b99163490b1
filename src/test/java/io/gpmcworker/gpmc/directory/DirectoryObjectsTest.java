package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.ldap.GpoHalves;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoSide;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What extensions keep in the directory below a GPO. */
class DirectoryObjectsTest {

  private static final String GPO = "Drive Maps";
  @TempDir Path folder;
  private TestDomain domain;
  private UUID id;
  private GpoHalves halves;

  @BeforeEach
  void seed() throws Exception {
    domain = TestDomain.open(folder);
    domain.embedded.seedSamples(name -> name.equals(GPO));
    id = domain.idOf(GPO);
    halves = domain.directory.gpos().halves();
    halves.add(id, GpoSide.MACHINE, List.of(container("CN=PushedPrinterConnections")));
  }

  @AfterEach
  void close() throws IOException {
    domain.close();
  }

  private static DirectoryObject container(String rdn) {
    return new DirectoryObject(
        rdn,
        "container",
        Map.of(
            "showInAdvancedViewOnly",
            List.of(Bytes.of("TRUE".getBytes(StandardCharsets.US_ASCII)))),
        Optional.empty(),
        List.of());
  }

  private List<String> names() throws Exception {
    return domain.directory.gpos().objects(id, GpoSide.MACHINE).stream()
        .map(DirectoryObject::rdn)
        .toList();
  }

  @Test
  void aRestoreBringsThemBack() throws Exception {
    ResultValue.Backup backup = domain.backup(GPO);
    halves.stage(id, GpoSide.MACHINE, List.of(container("CN=Other")));
    halves.swap(id, GpoSide.MACHINE);
    halves.drop(id);
    assertThat(names()).containsExactly("CN=Other");

    GpmcResult result = domain.run(Requests.restored(backup.id()));

    assertThat(result.overallStatus()).as(result.detail()).isEqualTo(HResult.S_OK);
    assertThat(names()).containsExactly("CN=PushedPrinterConnections");
  }

  @Test
  void aBackupHoldsEveryValueWhateverBytesItHas() throws Exception {
    halves.add(id, GpoSide.USER, SampleObjects.printers());
    List<DirectoryObject> before = domain.directory.gpos().objects(id, GpoSide.USER);
    ResultValue.Backup backup = domain.backup(GPO);
    halves.stage(id, GpoSide.USER, SampleObjects.changed(before));
    halves.swap(id, GpoSide.USER);
    halves.drop(id);

    domain.succeed(ResultValue.Gpo.class, Requests.restored(backup.id()));

    assertThat(domain.directory.gpos().objects(id, GpoSide.USER)).isEqualTo(before);
  }

  @Test
  void aSwapIsTakenBackFromWhereverItGotTo() throws Exception {
    halves.stage(id, GpoSide.MACHINE, List.of(container("CN=Other")));
    halves.swapBack(id, GpoSide.MACHINE);
    assertThat(names()).containsExactly("CN=PushedPrinterConnections");

    halves.swap(id, GpoSide.MACHINE);
    assertThat(names()).containsExactly("CN=Other");
    halves.swapBack(id, GpoSide.MACHINE);
    halves.swapBack(id, GpoSide.MACHINE);
    assertThat(names()).containsExactly("CN=PushedPrinterConnections");

    halves.drop(id);
    assertThat(names()).containsExactly("CN=PushedPrinterConnections");
  }
}
