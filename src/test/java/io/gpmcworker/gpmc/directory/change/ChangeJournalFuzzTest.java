package io.gpmcworker.gpmc.directory.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.directory.ldap.GpoSnapshot;
import io.gpmcworker.gpmc.directory.ldap.PackageSnapshot;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal that lay in SYSVOL until a later worker found it, damaged in every way. */
class ChangeJournalFuzzTest {

  private static final UUID GPO = UUID.fromString("31b2f340-016d-11d2-945f-00c04fb984f9");
  private static final SysvolPath FOLDER = SysvolPath.TOP.resolve("work");
  private static final SysvolPath FILE = FOLDER.resolve("journal");

  @TempDir Path folder;

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isReadOrRefusedAndComesOutAsItWentIn() throws Exception {
    Sysvol sysvol = new FolderSysvol(folder);
    ChangeJournal whole =
        new ChangeJournal(
            GPO,
            Optional.of(new GpoSnapshot(GPO, "dn: CN=x\ndisplayName: Büros\n")),
            true,
            Set.of(GpoSide.MACHINE, GpoSide.USER),
            List.of(new PackageSnapshot(GpoSide.USER, "CN={a}", "dn: CN={a}\nflags: 1\n")));
    whole.write(sysvol, FOLDER);
    assertThat(ChangeJournal.read(sysvol, FOLDER, GPO)).contains(whole);
    byte[] sample;
    try (InputStream in = sysvol.read(FILE)) {
      sample = in.readAllBytes();
    }

    int refused =
        new Fuzzer(
                "journal",
                MalformedPolicyException.class,
                input -> {
                  try (OutputStream out = sysvol.write(FILE)) {
                    out.write(input);
                  }
                  ChangeJournal journal = ChangeJournal.read(sysvol, FOLDER, GPO).orElseThrow();
                  journal.write(sysvol, FOLDER);
                  assertThat(ChangeJournal.read(sysvol, FOLDER, GPO)).contains(journal);
                })
            .run(List.of(sample));

    assertThat(refused).as("inputs refused").isPositive();
  }
}
