package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.backup.WrittenBackup;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.registry.RegistryType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Each offline command through its entry, with what it prints and its exit code. */
class OfflineCommandsTest {

  private static final String TEMPLATE = "Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf";
  private static final String SECURITY =
      "[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]";
  private static final String REGISTRY =
      "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]";

  /** What a command has done. */
  private record Ran(int code, String out, String err) {}

  @TempDir Path folder;

  private static Ran run(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    line.getOut().flush();
    line.getErr().flush();
    return new Ran(code, out.toString(), err.toString());
  }

  private static WrittenBackup passwords(int length) throws IOException {
    return new WrittenBackup()
        .extensions(SECURITY)
        .file(
            TEMPLATE,
            "[Unicode]\r\nUnicode=yes\r\n[System Access]\r\nMinimumPasswordLength = %d\r\n"
                .formatted(length));
  }

  private Path store() {
    return folder.resolve("store");
  }

  // inspect

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

  // report

  @Test
  void reportPrintsXmlInUtf8() throws IOException {
    Ran ran = run("report", passwords(7).write(store()));

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<GPO ")
        .contains("MinimumPasswordLength")
        .endsWith("</GPO>\n")
        .doesNotContain("\r");
  }

  @Test
  void reportWritesTheFileAsGpmcDoes() throws IOException {
    Path file = folder.resolve("gpreport.xml");

    Ran ran = run("report", passwords(7).write(store()), "-o", file);

    assertThat(ran).isEqualTo(new Ran(0, "", ""));
    assertThat(Files.readString(file, StandardCharsets.UTF_16LE))
        .startsWith("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<GPO ");
  }

  @Test
  void reportWritesHtmlIntoAFileWhoseNameSaysSo() throws IOException {
    Path file = folder.resolve("report.html");

    assertThat(run("report", passwords(7).write(store()), "-o", file).code()).isZero();
    assertThat(Files.readString(file))
        .startsWith("<!DOCTYPE html>")
        .contains("Minimum password length", "7 characters");
  }

  @Test
  void thePageShowsWhatSomebodyWroteAboutTheGpo() throws IOException {
    Path backup =
        passwords(7)
            .file("GPO.cmt", "Asked for by <audit>, 2026".getBytes(StandardCharsets.UTF_16LE))
            .write(store());

    assertThat(run("report", backup, "--format", "html").out())
        .contains("Asked for by &lt;audit&gt;, 2026");
    assertThat(run("report", backup).out()).doesNotContain("Asked for");
  }

  @Test
  void reportShowsPoliciesOfTheTemplatesThatAreNamed() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("admx/en-US"));
    Files.writeString(
        folder.resolve("admx/sample.admx"),
        """
        <policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
          <policyNamespaces><target prefix="s" namespace="Sample.Policies"/></policyNamespaces>
          <resources minRequiredRevision="1.0"/>
          <categories><category name="c" displayName="$(string.c)"/></categories>
          <policies>
            <policy name="p" class="Machine" displayName="$(string.p)" explainText="$(string.e)" key="Software\\Policies\\Sample" valueName="On">
              <parentCategory ref="c"/><supportedOn ref="x"/>
              <enabledValue><decimal value="1"/></enabledValue><disabledValue><decimal value="0"/></disabledValue>
            </policy>
          </policies>
        </policyDefinitions>
        """);
    Files.writeString(
        templates.resolve("sample.adml"),
        """
        <policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
          <displayName/><description/>
          <resources><stringTable><string id="c">Sample category</string><string id="p">Turn the sample on</string><string id="e">Because.</string></stringTable></resources>
        </policyDefinitionResources>
        """);
    Path backup = registry("On", 1).write(store());

    assertThat(run("report", backup).out()).doesNotContain("Turn the sample on");
    assertThat(run("report", backup, "--admx", folder.resolve("admx")).out())
        .contains("Turn the sample on", "Sample category", "Because.");
    assertThat(run("report", backup, "--admx", folder.resolve("nowhere")))
        .isEqualTo(
            new Ran(2, "", "--admx: there is no folder " + folder.resolve("nowhere") + ".\n"));
  }

  private static WrittenBackup registry(String name, int number) throws IOException {
    RegistryPolicy policy =
        new RegistryPolicy(
            List.of(
                new RegistryPolicyEntry(
                    "Software\\Policies\\Sample",
                    name,
                    RegistryType.REG_DWORD.code(),
                    Bytes.of((byte) number, (byte) 0, (byte) 0, (byte) 0))));
    return new WrittenBackup()
        .extensions(REGISTRY)
        .file("Machine\\registry.pol", policy.toByteArray());
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOneAndNothingElse() throws IOException {
    Path backup = passwords(7).write(store());
    Path target = Files.createDirectory(folder.resolve("report.html"));

    assertThat(run("report", backup, "-o", target))
        .isEqualTo(new Ran(2, "", "-o: " + target + " is a folder.\n"));
    assertThat(run("report", backup, "-o", folder.resolve("none/x.html")).err())
        .isEqualTo("-o: there is no folder " + folder.resolve("none") + ".\n");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(target, store());
    }
  }

  @Test
  void reportReplacesAFileByAWholeOne() throws IOException {
    Path file = Files.writeString(folder.resolve("report.html"), "old");

    run("report", passwords(7).write(store()), "-o", file);

    assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").doesNotContain("old<");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(file, store());
    }
  }

  // diff

  @Test
  void diffOfEqualBackupsSaysSo() throws IOException {
    Path one = passwords(7).write(store());
    Path two = passwords(7).write(store());

    assertThat(run("diff", one, two)).isEqualTo(new Ran(0, "The settings are the same.\n", ""));
  }

  @Test
  void diffTellsOldAndNewValues() throws IOException {
    Path one = passwords(7).write(store());
    Path two = passwords(14).name("Renamed").write(store());

    Ran ran = run("diff", one, two);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("--- " + one.getFileName(), "+++ " + two.getFileName())
        .contains("Computer › Security › Password Policy\n  ~ Minimum password length\n")
        .contains("      Setting: 7 characters → 14 characters\n")
        .contains("      Value: Sample → Renamed\n")
        .contains("0 added, 0 removed, 2 changed.");
  }

  @Test
  void diffInJsonIsForPrograms() throws IOException {
    Path one = registry("One", 1).write(store());
    Path two = registry("Two", 2).write(store());

    Ran ran = run("diff", one, two, "--format", "json");
    JsonNode json = new ObjectMapper().readTree(ran.out());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(json.at("/before/id").asText()).isEqualTo(name(one));
    assertThat(json.at("/after/displayName").asText()).isEqualTo("Sample");
    assertThat(json.at("/changes").findValuesAsText("kind")).containsExactly("removed", "added");
    assertThat(json.at("/changes/0/setting").asText()).isEqualTo("Software\\Policies\\Sample\\One");
    assertThat(json.at("/changes/1/values/0/after/0").asText()).isEqualTo("2");
  }

  @Test
  void diffSeesFilesThatNoReportShows() throws IOException {
    String script = "Machine\\Scripts\\Startup\\a.cmd";
    Path one = passwords(7).file(script, "rem 1").write(store());
    Path two = passwords(7).file(script, "rem 2").write(store());

    Ran ran = run("diff", one, two);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("GPO › Files")
        .containsPattern("(?i)~ machine\\\\scripts.*a\\.cmd");
  }

  @Test
  void diffSeesWhatAReportCannotTellApart() throws IOException {
    Path one = text(RegistryType.REG_SZ).write(store());
    Path two = text(RegistryType.REG_EXPAND_SZ).write(store());

    assertThat(run("diff", one, two).code()).isEqualTo(1);
  }

  private static WrittenBackup text(RegistryType type) throws IOException {
    RegistryPolicy policy =
        new RegistryPolicy(
            List.of(
                new RegistryPolicyEntry(
                    "Software\\Policies\\Sample",
                    "Path",
                    type.code(),
                    Bytes.of("%TEMP%\0".getBytes(StandardCharsets.UTF_16LE)))));
    return new WrittenBackup()
        .extensions(REGISTRY)
        .file("Machine\\registry.pol", policy.toByteArray());
  }

  // migration-table

  @Test
  void migrationTableListsPrincipalsAndPaths() throws IOException {
    Path backup =
        passwords(7)
            .named(
                List.of(
                    new SecurityGroup(
                        true,
                        "S-1-5-21-1-2-3-1104",
                        "Helpdesk",
                        SecurityGroup.Type.GlobalGroup,
                        "CORP",
                        "corp.example",
                        "Helpdesk@corp.example")),
                List.of("\\\\files.corp.example\\share"))
            .write(store());
    Path file = folder.resolve("to.migtable");

    Ran shown = run("migration-table", backup);
    Ran written = run("migration-table", backup, "-o", file);

    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("<Source>Helpdesk@corp.example</Source>", "<Type>GlobalGroup</Type>")
        .contains("<Type>UNCPath</Type>", "<Source>\\\\files.corp.example\\share</Source>");
    assertThat(written).isEqualTo(new Ran(0, "", ""));
    assertThat(Files.readString(file, StandardCharsets.UTF_16)).contains("encoding=\"utf-16\"");
  }

  // all of them

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
    assertThat(ran.err()).contains("Missing required parameter", "Usage: ");
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

  private static String name(Path path) {
    return Objects.requireNonNull(path.getFileName()).toString();
  }
}
