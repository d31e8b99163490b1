package io.gpmcworker.policy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.security.Sid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecurityGroupsCorpusTest {

  static List<Path> backups() {
    return Corpus.backups();
  }

  @ParameterizedTest
  @MethodSource("backups")
  void theDaclAddsThePrincipalsThatTheSettingsDoNotName(Path backup) throws IOException {
    BackupDocument document = BackupDocument.read(Files.readAllBytes(backup.resolve("Backup.xml")));
    String hex = document.coreSettings().securityDescriptorHex();
    assumeTrue(hex.length() > 8 * 3, () -> backup + " holds a placeholder: " + hex);
    List<String> inSettings =
        document.securityGroups().stream()
            .filter(group -> !group.fromDacl())
            .map(group -> group.sid().isEmpty() ? group.samAccountName() : "*" + group.sid())
            .toList();
    Map<String, SecurityGroup> known = new HashMap<>();
    document.securityGroups().forEach(group -> known.put(group.sid(), group));

    List<SecurityGroup> derived =
        SecurityGroups.derive(
            document.coreSettings().securityDescriptor().orElseThrow(),
            inSettings,
            sid -> account(known, sid));

    assertThat(derived).containsExactlyInAnyOrderElementsOf(document.securityGroups());
  }

  private static Optional<AccountResolver.Account> account(
      Map<String, SecurityGroup> known, Sid sid) {
    return Optional.ofNullable(known.get(sid.toString()))
        .map(group ->
            new AccountResolver.Account(
                group.samAccountName(),
                group.type(),
                group.netBiosDomainName(),
                group.dnsDomainName(),
                group.upn()));
  }
}
