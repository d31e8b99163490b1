package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code ./gpmc inspect} through its entry, with what it prints and its exit code. */
class InspectCommandTest extends OfflineCommandTest {

  @Test
  void inspectListsEveryBackupAnywhereBelow() throws IOException {
    Path one = passwords(7).name("Passwords").write(store().resolve("a/b"));
    Path two = passwords(9).name("Others").write(store().resolve("c"));

    Ran ran = run("inspect", store());

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("a/b/" + one.getFileName(), "Passwords", "c/" + two.getFileName(), "Others")
        .contains("2026-01-02 03:04:05", "corp.example", "2 backups, 2 whole, 0 damaged.")
        .doesNotContain("\u001b");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void inspectNamesEachProblemWithItsFile() throws IOException {
    Path backup =
        passwords(7)
            .file("Machine\\Scripts\\Startup\\a.cmd", "rem")
            .file("Machine\\registry.pol", "no registry.pol")
            .write(store());
    Files.delete(backup.resolve("DomainSysvol/GPO/Machine/Scripts/Startup/a.cmd"));
    Files.writeString(backup.resolve("DomainSysvol/GPO/Machine/extra.txt"), "x");
    Files.delete(backup.resolve("gpreport.xml"));
    Files.writeString(backup.resolve("bkupInfo.xml"), "<BackupInst>");

    Ran ran = run("inspect", store());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("damaged", "1 backup, 0 whole, 1 damaged.")
        .contains("problem: bkupInfo.xml: ")
        .containsPattern("problem: .*a\\.cmd: is listed in Backup\\.xml but is not there")
        .containsPattern("(?i)problem: .*registry\\.pol: ")
        .containsPattern("note: .*extra\\.txt: is not listed")
        .contains("note: gpreport.xml: is missing");
  }

  @Test
  void inspectWarnsOfWhatOnlyARestoreNeeds() throws IOException {
    Path backup = passwords(7).write(store());
    cutDescriptor(backup);

    Ran ran = run("inspect", store());

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("1 backup, 1 whole (1 not to be restored), 0 damaged.")
        .containsPattern(
            "warning: Backup\\.xml: .*security descriptor.*\\. Its settings can be read, reported"
                + " and imported, but not restored\\.")
        .doesNotContain("problem");
  }

  @Test
  void aBackupThatOnlyARestoreRefusesIsReportedAndComparedAllTheSame() throws IOException {
    Path cut = passwords(7).write(store().resolve("cut"));
    Path whole = passwords(9).write(store().resolve("whole"));
    cutDescriptor(cut);

    assertThat(run("report", cut).out()).contains("MinimumPasswordLength");
    assertThat(run("diff", cut, whole).code()).isEqualTo(1);
    assertThat(run("migration-table", cut).code()).isZero();
  }

  /** Leaves the head of the security descriptor, as tools do that take the accounts out. */
  private static void cutDescriptor(Path backup) throws IOException {
    Path file = backup.resolve("Backup.xml");
    String document = Files.readString(file);
    String cut =
        document.replaceFirst(
            "<SecurityDescriptor>[^<]+", "<SecurityDescriptor>01 00 04 80 00 00 00 00");
    assertThat(cut).isNotEqualTo(document);
    Files.writeString(file, cut);
  }

  @Test
  void inspectOfAFolderWithoutBackupsIsTrouble() {
    Ran ran = run("inspect", folder);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).isEqualTo("There is no backup anywhere below " + folder + ".\n");
  }

  @Test
  void inspectFollowsNoLink() throws IOException {
    passwords(7).write(folder.resolve("elsewhere"));
    Files.createDirectories(store());
    Files.createSymbolicLink(store().resolve("link"), folder.resolve("elsewhere"));

    assertThat(run("inspect", store()).code()).isEqualTo(2);
  }
}
