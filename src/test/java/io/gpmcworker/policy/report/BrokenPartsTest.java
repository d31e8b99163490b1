package io.gpmcworker.policy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.backup.BackupFolder;
import io.gpmcworker.policy.backup.WrittenBackup;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.report.input.BackupReportInput;
import io.gpmcworker.policy.report.input.TrusteeNames;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One broken part of a GPO becomes an Error block; every other part is shown. */
class BrokenPartsTest {

  private static final String GARBAGE = "\u0001<not [what";

  /** A part: its extension, its file, and its name in the report. */
  private record Part(String extension, String file, String name) {}

  private static final List<Part> PARTS =
      List.of(
          new Part(
              "{827D319E-6EAC-11D2-A4EA-00C04F79F83A}",
              "Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf",
              "Security"),
          new Part(
              "{F3CCC681-B74C-4060-9F26-CD84525DCA2A}",
              "Microsoft\\Windows NT\\Audit\\audit.csv",
              "Advanced Audit Configuration"),
          new Part("{42B5FAAE-6536-11D2-AE5A-0000F87571E3}", "Scripts\\scripts.ini", "Scripts"),
          new Part(
              "{25537BA6-77A8-11D2-9B6C-0000F8080861}",
              "Documents & Settings\\fdeploy1.ini",
              "Folder Redirection"),
          new Part(
              "{16BE69FA-4209-4250-88CB-716CF41954E0}",
              "Microsoft\\Windows NT\\Cap\\cap.inf",
              "Central Access Policy"),
          new Part(
              "{3060E8D0-7020-11D2-842D-00C04FA372D4}",
              "Microsoft\\RemoteInstall\\oscfilter.ini",
              "Remote Installation"),
          new Part(
              "{0E28E245-9368-4853-AD84-6DA3BA35BB75}",
              "Preferences\\EnvironmentVariables\\EnvironmentVariables.xml",
              "Environment Variables"),
          new Part(
              "{17D89FEC-5C44-4972-B12D-241CAEF74509}",
              "Preferences\\Groups\\Groups.xml",
              "Local Users and Groups"),
          new Part(
              "{5794DAFD-BE60-433F-88A2-1A31939AC01F}",
              "Preferences\\Drives\\Drives.xml",
              "Drive Maps"),
          new Part(
              "{AADCED64-746C-4633-A97C-D61349046527}",
              "Preferences\\ScheduledTasks\\ScheduledTasks.xml",
              "Scheduled Tasks"),
          new Part(
              "{B087BE9D-ED37-454F-AF9C-04291E351182}",
              "Preferences\\Registry\\Registry.xml",
              "Windows Registry"),
          new Part(ReportFixture.REGISTRY, "registry.pol", "Registry"));

  static Stream<Arguments> parts() {
    return PARTS.stream().map(part -> Arguments.of(part.name(), part));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void aBrokenPartCostsNoOther(String name, Object broken) throws IOException {
    ReportFixture gpo = new ReportFixture();
    for (Part part : PARTS) {
      gpo.extension(part.extension());
      if (part.equals(broken)) {
        gpo.file(part.file(), unreadable(part));
      }
    }

    List<XmlElement> data = gpo.extensionData();

    assertThat(data).hasSize(PARTS.size());
    List<String> whole = new ArrayList<>(PARTS.stream().map(Part::name).toList());
    whole.remove(name);
    assertThat(names(data, "Extension")).containsExactlyInAnyOrderElementsOf(whole);
    XmlElement error =
        data.stream()
            .filter(part -> part.childText("Name").equals(name))
            .findFirst()
            .orElseThrow()
            .child("Error")
            .orElseThrow();
    assertThat(error.childText("Details")).isNotBlank();
    assertThat(error.childText("Description")).isEqualTo("Errors.Extensions.Other");
  }

  @Test
  void brokenCommentsCostTheSettingsNothing() throws IOException {
    List<XmlElement> data =
        new ReportFixture()
            .extension(ReportFixture.REGISTRY)
            .file("registry.pol", new RegistryPolicy(List.of()).toByteArray())
            .file("comment.cmtx", GARBAGE)
            .extensionData();

    assertThat(names(data, "Error")).containsExactly("Registry");
    assertThat(names(data, "Extension")).containsExactly("Registry");
  }

  @Test
  void aBrokenListOfExtensionsCostsOnlyWhatCannotBeReadOfIt(@TempDir Path folder)
      throws IOException {
    Path backup =
        new WrittenBackup()
            .extensions("[{42B5FAAE-6536-11D2-AE5A-0000F87571E3}]")
            .file("Machine\\Scripts\\scripts.ini", "[Startup]\r\n0CmdLine=a.cmd\r\n")
            .write(folder);
    Path document = backup.resolve("Backup.xml");
    Files.writeString(
        document,
        Files.readString(document)
            .replace(
                "[{42B5FAAE-6536-11D2-AE5A-0000F87571E3}]",
                "[{nonsense}][{42b5faae-6536-11d2-ae5a-0000f87571e3}][{F3CC"));

    List<XmlElement> data = data(BackupFolder.open(backup));

    assertThat(names(data, "Error")).containsExactly("Client-side extensions");
    assertThat(names(data, "Extension")).containsExactly("Scripts");
  }

  private static List<XmlElement> data(BackupFolder backup) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GpoReport.writeXml(
        BackupReportInput.of(backup, TrusteeNames.NONE, Instant.EPOCH), ReportProgress.NONE, out);
    return XmlReader.read(out.toByteArray(), "report")
        .child("Computer")
        .orElseThrow()
        .children("ExtensionData");
  }

  /**
   * Not text in any encoding, no XML, no Registry.pol; and too long for what is read line by line.
   */
  private static byte[] unreadable(Part part) {
    return part.file().endsWith(".xml") || part.file().endsWith(".pol")
        ? GARBAGE.getBytes(StandardCharsets.UTF_8)
        : new byte[] {(byte) 0xFF, (byte) 0xFE, 0x00, (byte) 0xD8, 0x41};
  }

  private static List<String> names(List<XmlElement> data, String child) {
    return data.stream()
        .filter(part -> part.child(child).isPresent())
        .map(part -> part.childText("Name"))
        .toList();
  }
}
