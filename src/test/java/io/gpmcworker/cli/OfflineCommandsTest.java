package io.gpmcworker.cli;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all offline commands do alike. */
class OfflineCommandsTest extends OfflineCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"report", "migration-table", "inspect"})
  void aFolderThatIsNotThereIsOneSentence(String verb) {
    Ran ran = run(verb, folder.resolve("nowhere"));

    assertThat(ran)
        .isEqualTo(new Ran(2, "", "There is no folder " + folder.resolve("nowhere") + ".\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "migration-table"})
  void aDamagedBackupIsOneSentenceThatNamesTheFile(String verb) throws IOException {
    Path backup = passwords(7).write(store());
    Files.writeString(backup.resolve("Backup.xml"), "<!DOCTYPE x [<!ENTITY e \"e\">]><x>&e;</x>");

    Ran ran = run(verb, backup);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(ran.err()).startsWith(backup + " is not a whole backup: Backup.xml: ");
  }

  @Test
  void aPartThatCannotBeReadIsToldBesideTheReport() throws IOException {
    Path backup = registry("Level", 7).write(store());
    Files.writeString(backup.resolve("DomainSysvol/GPO/Machine/registry.pol"), "no policy");

    Ran ran = run("report", backup);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("<Error>");
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .startsWith("Not all of the backup can be read: Registry of the Computer half: ");
  }

  /** Shares and archives of Windows keep no promise about it. */
  @ParameterizedTest
  @ValueSource(strings = {"upper", "lower"})
  void theCaseOfNamesMeansNothing(String way) throws IOException {
    Path backup = passwords(7).write(store());
    List<Path> entries;
    try (Stream<Path> all = Files.walk(backup)) {
      entries = all.filter(entry -> !entry.equals(backup)).sorted(reverseOrder()).toList();
    }
    Ran before = run("report", backup);
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      Files.move(
          entry,
          entry.resolveSibling(
              way.equals("upper") ? name.toUpperCase(Locale.ROOT) : name.toLowerCase(Locale.ROOT)));
    }

    assertThat(run("inspect", store())).extracting(Ran::code).isEqualTo(0);
    assertThat(run("migration-table", backup)).extracting(Ran::code).isEqualTo(0);
    Ran after = run("report", backup);
    assertThat(after.code()).isZero();
    assertThat(withoutReadTime(after.out())).isEqualTo(withoutReadTime(before.out()));
  }

  private static String withoutReadTime(String report) {
    return report.replaceFirst("<ReadTime>[^<]*", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "migration-table"})
  void whatIsNoFolderAndWhatIsNoFileIsSaid(String verb) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThat(run(verb, file))
        .isEqualTo(new Ran(2, "", file + " is no folder; a backup is one, DIR/{BACKUP-ID}.\n"));

    Path backup = passwords(7).write(store());
    Path elsewhere = Files.move(backup.resolve("Backup.xml"), folder.resolve("elsewhere.xml"));
    Files.createSymbolicLink(backup.resolve("Backup.xml"), elsewhere);
    assertThat(run(verb, backup).err())
        .endsWith("Backup.xml: is a symbolic link, which is not followed.\n");
  }

  @Test
  void noNameInABackupControlsTheTerminal() throws IOException {
    Path one = passwords(7).name("\u009b31mred \u202Eevil").write(store());
    Path two = passwords(8).name("x\u009b2J").write(store());

    for (Ran ran : List.of(run("inspect", store()), run("diff", one, two))) {
      assertThat(ran.out()).contains("\\u009b").doesNotContain("\u009b").doesNotContain("\u202e");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "report", "diff", "migration-table"})
  void everyHelpHasExamplesAndExitCodes(String verb) {
    Ran ran = run(verb, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("Examples:", "./gpmc " + verb + " ", "Exit codes:", "Trouble");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "report", "diff", "migration-table"})
  void argumentsThatAreMissingAreTrouble(String verb) {
    Ran ran = run(verb);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Missing required ", "Help: ");
  }

  @Test
  void everyBackupOfTheCorpusIsDealtWith() {
    Path corpus = Corpus.folder();
    List<Path> backups = Corpus.backups();

    Ran inspected = run("inspect", corpus);

    assertThat(inspected.code()).isZero();
    assertThat(inspected.out()).contains(backups.size() + " backups, ", ", 0 damaged.");
    for (Path backup : backups) {
      assertThat(run("diff", backup, backup))
          .as(backup.toString())
          .isEqualTo(new Ran(0, "The settings are the same.\n", ""));
      assertThat(run("report", backup, "--format", "html"))
          .as(backup.toString())
          .satisfies(ran -> assertThat(ran.code()).isZero())
          .satisfies(ran -> assertThat(ran.out()).endsWith("</html>\n"));
      assertThat(run("migration-table", backup).code()).as(backup.toString()).isZero();
    }
  }
}
