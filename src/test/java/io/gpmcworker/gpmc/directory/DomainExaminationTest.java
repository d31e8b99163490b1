package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.embedded.EmbeddedDomain;
import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.testing.Findings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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

/** Each step of the examination of a domain, made to fail. */
class DomainExaminationTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

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
  void aFolderThatIsNotThere() {
    Findings findings =
        find(
            new DirectoryDomainSettings(
                "corp",
                whole.dnsName(),
                whole.controllers(),
                whole.names(),
                whole.ldap(),
                new SysvolPlace.InFolder(base.resolve("nowhere"))));
    assertThat(findings.passed()).contains("create GPOs");
    assertThat(findings.failed()).containsAnyOf("SYSVOL: ", "read SYSVOL: ");
    assertThat(findings.skipped()).contains("write SYSVOL");
    assertThat(base.resolve("nowhere")).doesNotExist();
  }
}
