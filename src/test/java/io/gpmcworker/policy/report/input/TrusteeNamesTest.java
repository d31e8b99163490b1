package io.gpmcworker.policy.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.report.descriptor.Trustees;
import io.gpmcworker.policy.security.Sid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gives a SID its name: the live domain, then the backup, then the well-known list. */
class TrusteeNamesTest {

  private static final String OPERATORS = "S-1-5-21-1-2-3-1001";
  private static final String DOMAIN_ADMINS = "S-1-5-21-1-2-3-512";
  private static final String ADMINISTRATORS = "S-1-5-32-544";
  private static final String SYSTEM = "S-1-5-18";

  private static final TrusteeNames BACKUP =
      BackupNames.of(
          List.of(
              group(OPERATORS, "Operators", "OLD"),
              group(ADMINISTRATORS, "Administratoren", "VORDEFINIERT")));

  @Test
  void theLiveDomainIsAskedFirst() {
    TrusteeNames live = names(Map.of(OPERATORS, "NEW\\Ops"));

    assertThat(nameOf(OPERATORS, live.orElse(BACKUP))).contains("NEW\\Ops");
  }

  @Test
  void theBackupKnowsWhomTheDomainDoesNot() {
    assertThat(nameOf(OPERATORS, TrusteeNames.NONE.orElse(BACKUP))).contains("OLD\\Operators");
    assertThat(nameOf(ADMINISTRATORS, BACKUP)).contains("VORDEFINIERT\\Administratoren");
  }

  @Test
  void theGroupsOfEveryDomainAreKnownOnceTheDomainHasAName() {
    assertThat(nameOf(DOMAIN_ADMINS, BACKUP)).contains("OLD\\Domain Admins");
  }

  @Test
  void theWellKnownListComesLast() {
    assertThat(nameOf(SYSTEM, BACKUP)).contains("NT AUTHORITY\\SYSTEM");
    assertThat(nameOf(ADMINISTRATORS, TrusteeNames.NONE)).contains("BUILTIN\\Administrators");
  }

  @Test
  void aSidThatNobodyKnowsHasNoName() {
    assertThat(nameOf(OPERATORS, TrusteeNames.NONE)).isEmpty();
  }

  private static Optional<String> nameOf(String sid, TrusteeNames names) {
    return new Trustees(names, Optional.empty()).nameOf(Sid.tryParse(sid).orElseThrow());
  }

  private static TrusteeNames names(Map<String, String> known) {
    return sid -> Optional.ofNullable(known.get(sid.toString()));
  }

  private static SecurityGroup group(String sid, String name, String domain) {
    return new SecurityGroup(true, sid, name, SecurityGroup.Type.GlobalGroup, domain, "", "");
  }
}
