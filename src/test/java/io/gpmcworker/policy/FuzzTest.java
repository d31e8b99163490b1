package io.gpmcworker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.audit.AuditPolicy;
import io.gpmcworker.policy.backup.BackedUpObjects;
import io.gpmcworker.policy.backup.BackupDocument;
import io.gpmcworker.policy.backup.BackupParsers;
import io.gpmcworker.policy.backup.Manifest;
import io.gpmcworker.policy.folderredirection.FolderRedirections;
import io.gpmcworker.policy.gpo.ExtensionNames;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.gpt.GptIni;
import io.gpmcworker.policy.inf.InfFile;
import io.gpmcworker.policy.inf.InfText;
import io.gpmcworker.policy.migration.FoundReferences;
import io.gpmcworker.policy.migration.MigrationTable;
import io.gpmcworker.policy.migration.ReferenceFiles;
import io.gpmcworker.policy.registry.RegistryPolicy;
import io.gpmcworker.policy.scripts.ScriptList;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.SecurityDescriptor;
import io.gpmcworker.policy.security.Sid;
import io.gpmcworker.policy.xml.XmlReader;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every parser of what others wrote, on input that is damaged, cut, or made up: it reads it or says
 * that it is malformed. Nothing else is thrown, nothing hangs, no size in the input is believed,
 * and what was read is written to the same.
 */
class FuzzTest {

  private static final Optional<Sid> DOMAIN = Optional.of(FuzzSamples.DOMAIN);

  record Target(String name, List<byte[]> samples, Fuzzer.Parser parser) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Target> targets() throws IOException {
    return Stream.of(binary(), texts(), xml(), values(), migration()).flatMap(targets -> targets);
  }

  private static Stream<Target> binary() throws IOException {
    return Stream.of(
        new Target(
            "registry.pol",
            FuzzSamples.registryPolicies(),
            input ->
                assertThat(RegistryPolicy.read(input, "registry.pol").toByteArray())
                    .isEqualTo(input)),
        new Target(
            "security descriptor",
            List.of(FuzzSamples.descriptor()),
            input -> {
              SecurityDescriptor descriptor = SecurityDescriptor.read(input);
              assertThat(SecurityDescriptor.read(descriptor.toByteArray())).isEqualTo(descriptor);
              Sddl.parse(Sddl.write(descriptor, DOMAIN), DOMAIN);
            }),
        new Target(
            "SID in binary",
            List.of(FuzzSamples.DOMAIN.withRid(500).toByteArray()),
            input -> assertThat(Sid.read(input).toByteArray()).isEqualTo(input)));
  }

  private static Stream<Target> texts() throws IOException {
    return Stream.of(
        new Target(
            "GptTmpl.inf",
            FuzzSamples.texts(FuzzSamples.TEMPLATE, "gpttmpl.inf"),
            input -> {
              InfFile inf = InfFile.read(input, "GptTmpl.inf");
              for (String section : List.of("Privilege Rights", "Service General Setting")) {
                inf.entries(section);
                inf.lines(section).forEach(InfFile::fields);
              }
            }),
        new Target(
            "text of an inf",
            FuzzSamples.texts(FuzzSamples.TEMPLATE, "cap.inf"),
            input -> assertEncodesToTheSame(input)),
        new Target(
            "gpt.ini",
            List.of(
                FuzzSamples.utf8("[General]\r\nVersion=65537\r\ndisplayName=Neue Richtlinie\r\n"),
                FuzzSamples.utf16("[General]\nVersion=131073\n")),
            input -> {
              GptIni ini = GptIni.read(input);
              assertThat(ini.toByteArray()).isEqualTo(input);
              GpoVersion next = new GpoVersion(3, 4);
              assertThat(GptIni.read(ini.withVersion(next).toByteArray()).version())
                  .isEqualTo(next);
            }),
        new Target(
            "scripts.ini",
            FuzzSamples.texts(FuzzSamples.SCRIPTS, "scripts.ini"),
            input -> ScriptList.read(input, "scripts.ini")),
        new Target(
            "audit.csv",
            FuzzSamples.texts(FuzzSamples.AUDIT, "audit.csv"),
            input -> AuditPolicy.read(input, "audit.csv")),
        new Target(
            "fdeploy1.ini",
            FuzzSamples.texts(FuzzSamples.REDIRECTION, "fdeploy1.ini"),
            input -> FolderRedirections.read(input, "fdeploy1.ini")));
  }

  /** Windows-1252 has bytes that stand for nothing; what has some cannot be written again. */
  private static void assertEncodesToTheSame(byte[] input) throws MalformedPolicyException {
    InfText text = InfText.decode(input, "cap.inf");
    if (!text.text().contains("\uFFFD")) {
      assertThat(text.encode("cap.inf")).isEqualTo(input);
    }
  }

  private static Stream<Target> xml() throws IOException {
    return Stream.of(
        new Target(
            "XML",
            List.of(
                FuzzSamples.utf8("<a b='c'>&lt;<d xmlns='e'/><![CDATA[f]]><!-- g --></a>"),
                FuzzSamples.utf16(
                    "<?xml version='1.0' encoding='utf-16'?><a xmlns:x='y'><x:b/></a>")),
            input -> XmlReader.read(input, "a.xml")),
        new Target(
            "Backup.xml",
            FuzzSamples.withReal(FuzzSamples.utf8(FuzzSamples.BACKUP), "backup.xml"),
            input -> {
              BackupDocument document = BackupDocument.read(input);
              assertThat(BackupDocument.read(document.toByteArray())).isEqualTo(document);
              document.extensions().forEach(extension -> extension.copies());
              for (GpoSide side : GpoSide.values()) {
                BackedUpObjects.of(document, side, FuzzSamples.GPO_DN);
              }
            }),
        new Target(
            "bkupInfo.xml",
            List.of(BackupParsers.sampleInfo()),
            input -> BackupParsers.readInfo(input)),
        new Target(
            "manifest.xml",
            List.of(BackupParsers.sampleManifest()),
            input -> {
              Manifest manifest = Manifest.read(input);
              assertThat(Manifest.read(manifest.toByteArray())).isEqualTo(manifest);
            }),
        new Target(
            "preferences",
            FuzzSamples.withReal(FuzzSamples.utf8(FuzzSamples.PREFERENCES), "groups.xml"),
            input -> XmlReader.read(input, "Groups.xml")),
        new Target(
            "migration table",
            FuzzSamples.texts(FuzzSamples.MIGRATION, "import.migtable"),
            input -> {
              MigrationTable table = MigrationTable.read(input, "import.migtable");
              assertThat(MigrationTable.read(table.toByteArray(), "again")).isEqualTo(table);
            }));
  }

  private static Stream<Target> values() throws IOException {
    return Stream.of(
        new Target(
            "SDDL",
            List.of(FuzzSamples.utf8(FuzzSamples.SDDL), FuzzSamples.utf8("D:PAI(A;OICI;FA;;;BA)")),
            input -> {
              SecurityDescriptor descriptor = Sddl.parse(text(input), DOMAIN);
              assertThat(Sddl.parse(Sddl.write(descriptor, DOMAIN), DOMAIN)).isEqualTo(descriptor);
              assertThat(SecurityDescriptor.read(descriptor.toByteArray())).isEqualTo(descriptor);
            }),
        new Target(
            "security descriptor in hexadecimal",
            List.of(FuzzSamples.utf8(SecurityDescriptor.read(FuzzSamples.descriptor()).toHex())),
            input -> SecurityDescriptor.parseHex(text(input))),
        new Target(
            "SID",
            List.of(FuzzSamples.utf8("S-1-5-21-1-2-3-500")),
            input -> {
              Sid sid = Sid.parse(text(input));
              assertThat(Sid.read(sid.toByteArray())).isEqualTo(sid);
            }),
        new Target(
            "extension names",
            List.of(
                FuzzSamples.utf8(
                    "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}]")),
            input -> ExtensionNames.parse(text(input))),
        new Target(
            "WMI filter",
            List.of(FuzzSamples.utf8("[corp.example;{2cf290cd-d6fc-4524-9260-d86635f8ef8e};0]")),
            input -> WmiFilterLink.parseAttribute(text(input))),
        new Target(
            "WMI path",
            List.of(
                FuzzSamples.utf8(
                    "MSFT_SomFilter.ID=\"{2cf290cd-d6fc-4524-9260-d86635f8ef8e}\",Domain=\"corp.example\"")),
            input -> WmiFilterLink.parseWmiPath(text(input))),
        new Target(
            "path",
            List.of(FuzzSamples.utf8("Machine\\Scripts\\Startup\\a.ps1")),
            input -> {
              GpoPath path = GpoPath.parse(text(input));
              assertThat(GpoPath.parse(path.toString())).isEqualTo(path);
            }));
  }

  private static Stream<Target> migration() throws IOException {
    return Stream.of(
        references(
            "Machine\\Microsoft\\Windows NT\\SecEdit\\GptTmpl.inf",
            FuzzSamples.texts(FuzzSamples.TEMPLATE, "gpttmpl.inf")),
        references(
            "User\\Scripts\\scripts.ini", FuzzSamples.texts(FuzzSamples.SCRIPTS, "scripts.ini")),
        references(
            "User\\Documents & Settings\\fdeploy1.ini",
            FuzzSamples.texts(FuzzSamples.REDIRECTION, "fdeploy1.ini")),
        references(
            "Machine\\Preferences\\Groups\\Groups.xml",
            FuzzSamples.withReal(FuzzSamples.utf8(FuzzSamples.PREFERENCES), "groups.xml")));
  }

  /** Finding what a file names, and putting the same in its place. */
  private static Target references(String place, List<byte[]> samples) throws IOException {
    GpoPath path = GpoPath.parse(place);
    return new Target(
        "references of " + path.name(),
        samples,
        input ->
            assertThat(ReferenceFiles.rewrite(path, input, new FoundReferences()))
                .isEqualTo(input));
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isReadOrRefused(Target target) throws Exception {
    int refused =
        new Fuzzer(target.name(), MalformedPolicyException.class, target.parser())
            .run(target.samples());
    assertThat(refused).as("inputs refused").isPositive();
  }
}
