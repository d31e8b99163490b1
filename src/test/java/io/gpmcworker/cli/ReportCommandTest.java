package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code ./gpmc report} through its entry, with what it prints and its exit code. */
class ReportCommandTest extends OfflineCommandTest {

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
}
