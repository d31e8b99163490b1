package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.BackupSelector;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.GpmcRequest.BackupGpo;
import io.gpmcworker.gpmc.GpmcRequest.CopyGpo;
import io.gpmcworker.gpmc.GpmcRequest.RestoreGpo;
import io.gpmcworker.gpmc.GpmcResult;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.ResultValue;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.gpmcworker.testing.Findings;
import io.gpmcworker.testing.samba.Ran;
import io.gpmcworker.testing.samba.SambaDomain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker with an account that is no administrator, on Samba. */
class SambaDelegationTest {

  private static final String ACCOUNT = "delegate";
  private static final GpoName DEFAULT = new GpoName.ByDisplayName("Default Domain Policy");

  private static SambaDomain samba;
  @TempDir Path store;
  private SambaOperations administrator;
  private SambaOperations delegate;
  private DirectoryDomainSettings settings;

  @BeforeAll
  static void createAccount() throws Exception {
    samba = SambaDomain.shared();
    samba.sambaToolOnFiles("user", "create", ACCOUNT, SambaDomain.PASSWORD).mustSucceed();
  }

  @AfterAll
  static void deleteAccount() throws Exception {
    if (samba != null) {
      samba.sambaToolOnFiles("user", "delete", ACCOUNT).mustSucceed();
    }
  }

  @BeforeEach
  void open() throws Exception {
    administrator = new SambaOperations(samba, Map.of(SambaOperations.STORE, store));
    Credentials account =
        new Credentials.UserPassword(
            ACCOUNT + "@" + SambaDomain.DNS_NAME, Secret.of(SambaDomain.PASSWORD));
    settings =
        new DirectoryDomainSettings(
            "samba",
            SambaDomain.DNS_NAME,
            new Controllers.FromDns(Optional.empty()),
            samba.names(),
            samba.ldap(LdapSecurity.LDAPS, account),
            new SysvolPlace.OnControllers(SambaDomain.smb(account, false)));
    delegate = new SambaOperations(samba, settings, Map.of(SambaOperations.STORE, store));
  }

  @AfterEach
  void close() throws Exception {
    delegate.close();
    administrator.deleteAll();
    administrator.close();
  }

  private ResultValue.Gpo copy(String name) throws Exception {
    return administrator.succeed(
        ResultValue.Gpo.class,
        new CopyGpo(
            DEFAULT,
            name,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            false));
  }

  @Test
  void whatItMayReadIsBackedUpAndTheRestIsTold() throws Exception {
    copy("Open");
    ResultValue.Gpo closed = copy("Closed");
    // Just started, Samba knows no group of this machine for everybody yet, and leaves it out.
    samba.sambaToolOnFiles("ntacl", "sysvolreset").mustSucceed();
    String dn = administrator.gpo("Closed").dn();
    Ran denied =
        samba.sambaToolOnFiles(
            "dsacl", "set", "--objectdn=" + dn, "--sddl=(D;;RC;;;" + sid() + ")");
    denied.mustSucceed();

    GpmcResult one =
        delegate.run(new BackupGpo(new GpoName.ById(closed.id()), SambaOperations.STORE, ""));
    assertThat(one.overallStatus()).as("%s", one).isEqualTo(HResult.E_ACCESSDENIED);
    assertThat(one.detail()).contains("may not be read", "grant the worker's account");

    GpmcResult all = delegate.run(new BackupAllGpos(SambaOperations.STORE, ""));
    assertThat(all.overallStatus()).as("%s", all).isEqualTo(HResult.S_OK);
    List<String> names =
        ((ResultValue.Backups) all.value().orElseThrow())
            .backups().stream().map(backup -> backup.gpo().displayName()).toList();
    assertThat(names).contains("Open", "Default Domain Policy").doesNotContain("Closed");
    assertThat(all.messages())
        .anySatisfy(
            message -> assertThat(message.message()).contains("left out", "may not be read"));
  }

  @Test
  void whatItMayNotChangeStaysAsItIsAndIsASentence() throws Exception {
    ResultValue.Backup backup =
        delegate.succeed(
            ResultValue.Backup.class, new BackupGpo(DEFAULT, SambaOperations.STORE, ""));

    GpmcResult refused =
        delegate.run(new RestoreGpo(new BackupSelector.ById(backup.id()), SambaOperations.STORE));

    assertThat(refused.overallStatus()).as("%s", refused).isEqualTo(HResult.E_ACCESSDENIED);
    assertThat(refused.undone()).isTrue();
    administrator.assertConsistent();
  }

  @Test
  void whatItLacksIsNamedByTheExaminationAndWhatToDo() {
    try (DirectoryDriver driver = new DirectoryDriver(settings, Map.of())) {
      Findings findings = Findings.of(driver);
      assertThat(findings.passed()).containsExactly("DNS", "LDAP", "TLS", "bind", "read GPOs");
      assertThat(findings.failed())
          .startsWith("create GPOs: The account may not create GPOs")
          .contains("Group Policy Creator Owners");
      assertThat(findings.skipped()).contains("SYSVOL", "write SYSVOL");
    }
  }

  private String sid() throws Exception {
    return samba
        .sambaToolOnFiles("user", "show", ACCOUNT, "--attributes=objectSid")
        .mustSucceed()
        .output()
        .lines()
        .filter(line -> line.startsWith("objectSid: "))
        .map(line -> line.substring("objectSid: ".length()))
        .findFirst()
        .orElseThrow();
  }
}
