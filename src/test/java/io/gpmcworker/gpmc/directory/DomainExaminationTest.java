package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.SubtreeDeleteRequestControl;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import io.gpmcworker.testing.Findings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each step of the examination of a domain, made to fail; that of creating GPOs by {@link
 * SambaDelegationTest}, since this directory knows no rights.
 */
class DomainExaminationTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String POLICIES = "CN=Policies,CN=System,DC=corp,DC=example";

  @TempDir Path base;
  private EmbeddedDomain embedded;
  private DirectoryDomainSettings whole;

  @BeforeEach
  void open() throws IOException {
    embedded = EmbeddedDomain.open(base.resolve("domain"), 0);
    whole = embedded.settings("corp");
  }

  @AfterEach
  void close() throws IOException {
    embedded.close();
  }

  private static Findings find(DirectoryDomainSettings settings) {
    try (DirectoryDriver driver = new DirectoryDriver(settings, Map.of())) {
      return Findings.of(driver);
    }
  }

  private DirectoryDomainSettings with(LdapSettings ldap) {
    return new DirectoryDomainSettings(
        "corp", whole.dnsName(), whole.controllers(), whole.names(), ldap, whole.sysvol());
  }

  private LdapSettings ldap(LdapSecurity security, int port, Credentials credentials) {
    return new LdapSettings(security, port, Optional.empty(), credentials, TIMEOUT, TIMEOUT, 2);
  }

  private int port() {
    return whole.ldap().port();
  }

  @Test
  void allIsWellAndNothingIsLeft() throws IOException {
    Path policies = embedded.sysvol().resolve(embedded.dnsName()).resolve("Policies");
    List<Path> before = children(policies);
    Findings findings = find(whole);
    assertThat(findings.failed()).isEmpty();
    assertThat(findings.passed())
        .containsExactly(
            "DNS",
            "LDAP",
            "bind",
            "read GPOs",
            "create GPOs",
            "SYSVOL",
            "read SYSVOL",
            "write SYSVOL");
    assertThat(children(policies)).isEqualTo(before);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (var paths = Files.list(folder)) {
      return paths.sorted().toList();
    }
  }

  @Test
  void dnsThatDoesNotKnowTheDomain() throws IOException {
    try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HostNames dead =
          new HostNames(
              List.of(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), nobody.getLocalPort())),
              Duration.ofMillis(200));
      Findings findings =
          find(
              new DirectoryDomainSettings(
                  "corp",
                  whole.dnsName(),
                  new Controllers.FromDns(Optional.empty()),
                  dead,
                  whole.ldap(),
                  whole.sysvol()));
      assertThat(findings.failed()).startsWith("DNS: ").contains("dns-servers");
      assertThat(findings.passed()).isEmpty();
    }
  }

  @Test
  void aPortThatIsClosed() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Findings findings = find(with(ldap(LdapSecurity.NONE, closed, Credentials.ANONYMOUS)));
    assertThat(findings.failed()).startsWith("LDAP: ").contains("Open TCP " + closed);
    assertThat(findings.skipped()).contains("bind", "write SYSVOL");
  }

  @Test
  void aControllerThatDoesNotSpeakTls() {
    Findings findings = find(with(ldap(LdapSecurity.START_TLS, port(), Credentials.ANONYMOUS)));
    assertThat(findings.passed()).containsExactly("DNS", "LDAP");
    assertThat(findings.failed()).startsWith("TLS: ").contains("ldap.ca-file");
  }

  @Test
  void anAccountThatIsNotLetIn() {
    Findings findings =
        find(
            with(
                ldap(
                    LdapSecurity.NONE,
                    port(),
                    new Credentials.UserPassword("cn=nobody", Secret.of("wrong")))));
    assertThat(findings.failed()).startsWith("bind: ").contains("account.name");
    assertThat(findings.all().toString()).doesNotContain("wrong");
  }

  @Test
  void gposThatMayNotBeRead() throws LDAPException {
    // What a controller would hide, this one no longer has.
    try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port())) {
      connection.delete(
          new DeleteRequest(POLICIES, new Control[] {new SubtreeDeleteRequestControl()}));
    }
    Findings findings = find(whole);
    assertThat(findings.passed()).containsExactly("DNS", "LDAP", "bind");
    assertThat(findings.failed())
        .startsWith("read GPOs: ")
        .contains("Let the account read CN=Policies,CN=System");
    assertThat(findings.skipped()).contains("create GPOs", "SYSVOL", "write SYSVOL");
  }

  @Test
  void aControllerWithoutSmb() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    SmbSettings smb =
        new SmbSettings(
            closed,
            false,
            new Credentials.UserPassword("CORP\\svc", Secret.of("Zugang-1")),
            TIMEOUT,
            TIMEOUT,
            1,
            1);
    Findings findings =
        find(
            new DirectoryDomainSettings(
                "corp",
                whole.dnsName(),
                whole.controllers(),
                whole.names(),
                whole.ldap(),
                new SysvolPlace.OnControllers(smb)));
    assertThat(findings.passed()).contains("create GPOs").doesNotContain("SYSVOL");
    assertThat(findings.failed())
        .startsWith("SYSVOL: ")
        .contains("does not answer over SMB", "Open TCP 445");
    assertThat(findings.skipped()).containsExactly("read SYSVOL", "write SYSVOL");
    assertThat(findings.all().toString()).doesNotContain("Zugang-1");
  }

  /** What is found where calls to SYSVOL fail. */
  private Findings findWith(WatchedSysvol.Watch watch) {
    Path folder = embedded.sysvol().resolve(embedded.dnsName());
    try (DirectoryDriver driver =
        new DirectoryDriver(
            new DirectoryDomain(
                embedded.dnsName(),
                embedded.connect(),
                new WatchedSysvol(new FolderSysvol(folder), watch),
                new BackupStores(Map.of())),
            neighbour -> Optional.empty())) {
      return Findings.of(driver);
    }
  }

  private static WatchedSysvol.Watch denying(String verb) {
    return new WatchedSysvol.Watch() {
      @Override
      public void before(WatchedSysvol.SysvolCall call) throws IOException {
        if (call.verb().equals(verb)) {
          throw new AccessDeniedException(call.path().toString());
        }
      }
    };
  }

  @Test
  void filesThatMayNotBeRead() {
    Findings findings = findWith(denying("children"));
    assertThat(findings.passed()).contains("SYSVOL").doesNotContain("read SYSVOL");
    assertThat(findings.failed())
        .startsWith("read SYSVOL: Access to ")
        .contains("Let the account read the folder Policies");
    assertThat(findings.skipped()).containsExactly("write SYSVOL");
  }

  @Test
  void filesThatMayNotBeWritten() throws IOException {
    Findings findings = findWith(denying("createFolder"));
    assertThat(findings.passed()).contains("read SYSVOL");
    assertThat(findings.failed())
        .startsWith("write SYSVOL: Access to ")
        .contains("Let the account create folders in Policies");
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeRemovedAgainIsNamed() throws IOException {
    Findings findings = findWith(denying("delete"));
    assertThat(findings.failed()).startsWith("write SYSVOL: ").contains("remove it");
    assertThat(leftBehind()).hasSize(1);
    assertThat(findings.failed()).contains(String.valueOf(leftBehind().getFirst().getFileName()));
  }

  private List<Path> leftBehind() throws IOException {
    return children(embedded.sysvol().resolve(embedded.dnsName()).resolve("Policies")).stream()
        .filter(it -> it.getFileName().toString().startsWith("gpmc-doctor-"))
        .toList();
  }

  @Test
  void aSysvolWithoutPolicies() throws IOException {
    Path policies = embedded.sysvol().resolve(embedded.dnsName()).resolve("Policies");
    Files.move(policies, policies.resolveSibling("Moved"));
    Findings findings = find(whole);
    assertThat(findings.passed()).contains("SYSVOL");
    assertThat(findings.failed())
        .startsWith("read SYSVOL: ")
        .contains("there is no folder Policies", "see that it is there");
    assertThat(findings.skipped()).containsExactly("write SYSVOL");
  }

  @Test
  void aSysvolFolderThatIsNotThere() {
    Findings findings =
        find(
            new DirectoryDomainSettings(
                "corp",
                whole.dnsName(),
                whole.controllers(),
                whole.names(),
                whole.ldap(),
                new SysvolPlace.InFolder(base.resolve("nowhere"))));
    assertThat(findings.passed()).contains("create GPOs").doesNotContain("SYSVOL");
    assertThat(findings.failed()).startsWith("SYSVOL: ").contains("is missing");
    assertThat(findings.skipped()).containsExactly("read SYSVOL", "write SYSVOL");
    assertThat(base.resolve("nowhere")).doesNotExist();
  }
}
