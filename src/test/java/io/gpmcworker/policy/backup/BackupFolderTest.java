package io.gpmcworker.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A backup is used whole or not at all. */
class BackupFolderTest {

  private final Path folder;

  BackupFolderTest(@TempDir Path store) throws IOException {
    folder = SampleBackup.publish(store);
  }

  @BeforeEach
  void isWholeBeforeItIsDamaged() throws IOException {
    assertThat(BackupFolder.open(folder).payload()).isNotEmpty();
  }

  @Test
  void givesTheFilesOfTheGpoWithTheirContent() throws IOException {
    BackupFolder backup = BackupFolder.open(folder);

    for (PayloadEntry entry : backup.payload()) {
      if (entry.isFile()) {
        try (InputStream in = entry.open()) {
          String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          assertThat(SampleBackup.files())
              .anySatisfy((path, text) -> {
                assertThat(path).isEqualToIgnoringCase(entry.path().toString());
                assertThat(text).isEqualTo(content);
              });
        }
      }
    }
    assertThat(backup.payload()).filteredOn(PayloadEntry::isFile).hasSize(4);
    assertThat(backup.unlisted()).isEmpty();
    assertThat(backup.inst().gpoDisplayName()).isEqualTo("Sample");
  }

  @Test
  void tellsOfFilesThatBackupXmlDoesNotName() throws IOException {
    Files.writeString(folder.resolve("DomainSysvol/GPO/Machine/extra.txt"), "x");

    assertThat(BackupFolder.open(folder).unlisted())
        .singleElement()
        .asString()
        .endsWith("extra.txt");
  }

  @Test
  void findsFilesWhoseCaseGitOrAnArchiveHasChanged() throws IOException {
    Path machine = folder.resolve("DomainSysvol/GPO/Machine");
    Files.move(machine, machine.resolveSibling("MACHINE"));

    assertThat(BackupFolder.open(folder).payload()).filteredOn(PayloadEntry::isFile).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"Backup.xml", "bkupInfo.xml", "DomainSysvol/GPO/Machine/registry.pol"})
  void aMissingFileIsNamed(String file) throws IOException {
    Files.delete(folder.resolve(file));

    refused(file.substring(file.lastIndexOf('/') + 1));
  }

  @ParameterizedTest
  @CsvSource({"Backup.xml", "bkupInfo.xml"})
  void aFileCutAnywhereIsNamed(String file) throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve(file));
    for (int length = 0; length < whole.length - 2; length += 1 + whole.length / 50) {
      Files.write(folder.resolve(file), java.util.Arrays.copyOf(whole, length));

      refused(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DomainSysvol\\GPO\\GPO.cmt | ..\\..\\outside | must not climb",
        "DomainSysvol\\GPO\\GPO.cmt | DomainSysvol\\GPO\\..\\..\\Backup.xml | must not climb",
        "DomainSysvol\\GPO\\GPO.cmt | C:\\Windows\\win.ini | Windows does not allow",
        "DomainSysvol\\GPO\\GPO.cmt | \\\\server\\share\\file | must be relative",
        "DomainSysvol\\GPO\\GPO.cmt | /etc/passwd | must be relative",
        "DomainSysvol\\GPO\\GPO.cmt | DomainSysvol\\GPO\\nul | names the device",
        "DomainSysvol\\GPO\\GPO.cmt | Backup.xml | is not in DomainSysvol",
        "DomainSysvol\\GPO\\GPO.cmt | DomainSysvol\\GPO\\Machine\\registry.pol | to two paths",
        "%GPO_FSPATH%\\GPO.cmt | %GPO_FSPATH%\\..\\other | must not climb",
        "%GPO_FSPATH%\\GPO.cmt | C:\\GPO.cmt | begins with none of GPMC's variables",
        "%GPO_FSPATH%\\GPO.cmt | %GPO_FSPATH%\\Machine\\Registry.POL | twice",
        "%GPO_FSPATH%\\GPO.cmt | %GPO_FSPATH%\\Machine\\registry.pol\\below | inside it",
        "DomainSysvol\\GPO\\GPO.cmt | DomainSysvol\\GPO\\Machine | is a folder",
        "bkp:version=\"2.0\" | bkp:version=\"3.0\" | only 2.0",
        "GroupPolicyBackupScheme | SomethingElse | is no GroupPolicyBackupScheme",
        "<Options><![CDATA[0]]> | <Options><![CDATA[-1]]> | Options is no number",
        "{0F3C2A11-7E54-4F0B-9A5E-5D1F0A6B7C8D}]]></ID> |"
            + " {00000000-0000-0000-0000-000000000000}]]></ID> | is of the GPO",
        "<FSObjectDir | <Executable/><FSObjectDir | unknown element Executable",
      })
  void aHostileBackupXmlIsRefused(String original, String hostile, String reason)
      throws IOException {
    replace("Backup.xml", original, hostile);

    refused("", reason);
  }

  @ParameterizedTest
  @CsvSource({"Backup.xml", "bkupInfo.xml"})
  void aDocumentTypeIsRefused(String file) throws IOException {
    String text = Files.readString(folder.resolve(file));
    int root = file.equals("Backup.xml") ? text.indexOf("<GroupPolicyBackupScheme") : 0;
    Files.writeString(
        folder.resolve(file),
        text.substring(0, root)
            + "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
            + text.substring(root));

    refused(file);
  }

  @Test
  void theFolderMustBeNamedAfterTheBackup() throws IOException {
    Path other = folder.resolveSibling(Guids.braced(UUID.randomUUID()));
    Files.move(folder, other);

    assertThatThrownBy(() -> BackupFolder.open(other))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining("bkupInfo.xml")
        .hasMessageContaining("but its folder is");
  }

  @Test
  void aSymbolicLinkAmongTheFilesIsRefused() throws IOException {
    Path file = folder.resolve("DomainSysvol/GPO/GPO.cmt");
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("Backup.xml"));

    refused("GPO.cmt", "symbolic link");
  }

  @Test
  void aReportThatIsMissingIsNamedWhenItIsAskedFor() throws IOException {
    Files.delete(folder.resolve("gpreport.xml"));
    BackupFolder backup = BackupFolder.open(folder);

    assertThatThrownBy(backup::report)
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContaining("gpreport.xml");
  }

  private void replace(String file, String original, String replacement) throws IOException {
    String text = Files.readString(folder.resolve(file));
    assertThat(text).contains(original);
    Files.writeString(folder.resolve(file), text.replace(original, replacement));
  }

  private void refused(String... parts) {
    assertThatThrownBy(() -> BackupFolder.open(folder))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageContainingAll(parts);
  }
}
