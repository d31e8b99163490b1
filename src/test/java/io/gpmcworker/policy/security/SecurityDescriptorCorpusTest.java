package io.gpmcworker.policy.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Descriptors that Windows wrote, in Backup.xml as bytes and in gpreport.xml as SDDL. */
class SecurityDescriptorCorpusTest {

  /** Some backups were published with eight bytes in place of the descriptor. */
  private static final int PLACEHOLDER_LENGTH = 8 * 3;

  static List<Path> backups() {
    return Corpus.backups();
  }

  @ParameterizedTest
  @MethodSource("backups")
  void areWrittenToTheSameBytes(Path backup) throws IOException {
    String hex = descriptorOf(backup);

    assertThat(SecurityDescriptor.parseHex(hex).toHex()).isEqualTo(hex);
  }

  @ParameterizedTest
  @MethodSource("backups")
  void areWrittenAsTheSddlThatWindowsGaveForThem(Path backup) throws IOException {
    XmlElement report =
        XmlReader.read(Files.readAllBytes(backup.resolve("gpreport.xml")), "gpreport.xml");
    String sddl = report.child("SecurityDescriptor").orElseThrow().childText("SDDL");
    int dacl = sddl.indexOf("D:P");
    int sacl = sddl.indexOf("S:A");
    String expected = sacl < 0 ? sddl.substring(dacl) : sddl.substring(dacl, sacl);
    SecurityDescriptor descriptor = SecurityDescriptor.parseHex(descriptorOf(backup));
    Optional<Sid> domain =
        descriptor.dacl().orElseThrow().aces().stream()
            .map(Ace::trustee)
            .flatMap(sid -> sid.domain().stream())
            .findFirst();

    String written = Sddl.write(descriptor, domain);

    assertThat(written).isEqualTo(expected);
    assertThat(Sddl.parse(written, domain).dacl().map(Acl::aces))
        .isEqualTo(descriptor.dacl().map(Acl::aces));
    assertThat(Sddl.write(Sddl.parse(sddl, domain), domain)).isEqualTo(sddl);
  }

  private static String descriptorOf(Path backup) throws IOException {
    String hex =
        XmlReader.read(Files.readAllBytes(backup.resolve("Backup.xml")), "Backup.xml")
            .child("GroupPolicyObject")
            .orElseThrow()
            .child("GroupPolicyCoreSettings")
            .orElseThrow()
            .childText("SecurityDescriptor");
    assumeTrue(hex.length() > PLACEHOLDER_LENGTH, () -> backup + " holds a placeholder: " + hex);
    return hex;
  }
}
