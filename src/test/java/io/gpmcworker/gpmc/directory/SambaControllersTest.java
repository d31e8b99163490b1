package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpmcRequest.BackupAllGpos;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.Controllers;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomainSettings.SysvolPlace;
import io.gpmcworker.gpmc.directory.domain.DomainControllers;
import io.gpmcworker.gpmc.directory.domain.ReportTemplates;
import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import io.gpmcworker.testing.ForwardedPort;
import io.gpmcworker.testing.samba.SambaDomain;
import io.gpmcworker.testing.samba.TestDns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which domain controller an operation gets, where one of two is a Samba and the other is down. */
class SambaControllersTest {

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String DOWN = "down.gpmc.test";

  private static SambaDomain samba;
  private TestDns dns;

  @BeforeAll
  static void startSamba() throws Exception {
    samba = SambaDomain.shared();
  }

  @BeforeEach
  void start() throws Exception {
    dns = TestDns.start();
    dns.host(SambaDomain.CONTROLLER, samba.address());
    dns.host(DOWN, InetAddress.ofLiteral("127.77.255.254"));
  }

  @AfterEach
  void stop() {
    dns.close();
  }

  private DomainControllers controllers(Controllers which, String password) {
    return new DomainControllers(
        settings(which, password, dns),
        new BackupStores(Map.of()),
        ReportTemplates.ofCentralStore(List.of()),
        ControllerCalls.NOBODY);
  }

  private DirectoryDomainSettings settings(Controllers which, String password, TestDns known) {
    Credentials account =
        new Credentials.UserPassword("Administrator@gpmc.test", Secret.of(password));
    LdapSettings ldap = samba.ldap(LdapSecurity.LDAPS, account);
    return new DirectoryDomainSettings(
        "samba",
        SambaDomain.DNS_NAME,
        which,
        new HostNames(List.of(known.address()), TIMEOUT),
        new LdapSettings(
            ldap.security(), ldap.port(), ldap.authority(), account, SHORT, TIMEOUT, 4),
        new SysvolPlace.OnControllers(
            new SmbSettings(SmbSettings.PORT, false, account, SHORT, TIMEOUT, 2, 4)));
  }

  private void assertUsed(Controllers which) throws Exception {
    try (DomainControllers controllers = controllers(which, SambaDomain.PASSWORD)) {
      assertThat(controllers.pin().directory().info().controller())
          .isEqualToIgnoringCase(SambaDomain.CONTROLLER);
      assertThat(controllers.pin())
          .as("the next operation stays with the one that answers")
          .isSameAs(controllers.pin());
    }
  }

  @Test
  void theNextOfThoseNamedIsUsedWhereTheFirstIsDown() throws Exception {
    assertUsed(new Controllers.Named(List.of(DOWN, SambaDomain.CONTROLLER)));
  }

  @Test
  void thoseOfDnsAreTriedByPriority() throws Exception {
    dns.service("_ldap._tcp.dc._msdcs.gpmc.test", 0, DOWN);
    dns.service("_ldap._tcp.dc._msdcs.gpmc.test", 10, SambaDomain.CONTROLLER);
    assertUsed(new Controllers.FromDns(Optional.empty()));
  }

  @Test
  void thoseOfTheSiteAreTriedFirst() throws Exception {
    dns.service("_ldap._tcp.dc._msdcs.gpmc.test", 0, DOWN);
    dns.service("_ldap._tcp.Hamburg._sites.dc._msdcs.gpmc.test", 0, SambaDomain.CONTROLLER);
    assertUsed(new Controllers.FromDns(Optional.of("Hamburg")));
  }

  @Test
  void oneThatGoesAwayBetweenOperationsIsUsedAgainWhenItIsBack(@TempDir Path store)
      throws Exception {
    InetAddress shaky = InetAddress.ofLiteral("127.77.255.253");
    try (ForwardedPort ldap =
            new ForwardedPort(
                new InetSocketAddress(shaky, 636), new InetSocketAddress(samba.address(), 636));
        ForwardedPort smb =
            new ForwardedPort(
                new InetSocketAddress(shaky, 445), new InetSocketAddress(samba.address(), 445))) {
      TestDns elsewhere = TestDns.start();
      elsewhere.host(SambaDomain.CONTROLLER, shaky);
      elsewhere.host(DOWN, InetAddress.ofLiteral("127.77.255.254"));
      try (DirectoryDriver driver =
          new DirectoryDriver(
              settings(
                  new Controllers.Named(List.of(DOWN, SambaDomain.CONTROLLER)),
                  SambaDomain.PASSWORD,
                  elsewhere),
              Map.of(TestDomain.STORE, store))) {
        assertThat(backUp(driver)).isEqualTo(HResult.S_OK);

        ldap.takeAway();
        smb.takeAway();
        assertThat(backUp(driver)).isEqualTo(HResult.ERROR_DS_SERVER_DOWN);

        ldap.giveBack();
        smb.giveBack();
        assertThat(backUp(driver)).isEqualTo(HResult.S_OK);

        // Away and back between two operations: nobody needs to know.
        ldap.takeAway();
        smb.takeAway();
        ldap.giveBack();
        smb.giveBack();
        assertThat(backUp(driver)).isEqualTo(HResult.S_OK);
      } finally {
        elsewhere.close();
      }
    }
  }

  /** Kerberos vouches for both names; a certificate would be one name's. */
  @Test
  void anotherTakesOverBetweenOperationsAndStaysUntilItGoesAwayItself(@TempDir Path store)
      throws Exception {
    String second = "dc2.gpmc.test";
    samba.sambaToolOnFiles("spn", "add", "ldap/" + second, "DC1$").mustSucceed();
    Set<String> used = ConcurrentHashMap.newKeySet();
    try (TestDns names = TestDns.start();
        Shaky one = new Shaky(names, SambaDomain.CONTROLLER, "127.77.255.252");
        Shaky two = new Shaky(names, second, "127.77.255.251");
        DirectoryDriver driver =
            new DirectoryDriver(
                kerberos(List.of(SambaDomain.CONTROLLER, second), names),
                Map.of(TestDomain.STORE, store),
                ReportTemplates.ofCentralStore(List.of()),
                neighbour -> Optional.empty(),
                (controller, protocol, nanos, failed) -> {
                  if (!failed) {
                    used.add(controller + " " + protocol);
                  }
                })) {
      assertThat(backUp(driver)).isEqualTo(HResult.S_OK);
      assertOnly(used, SambaDomain.CONTROLLER);

      one.goAway();
      assertThat(backUp(driver)).isEqualTo(HResult.S_OK);
      assertOnly(used, second);

      one.comeBack();
      assertThat(backUp(driver)).isEqualTo(HResult.S_OK);
      assertOnly(used, second);

      two.goAway();
      assertThat(backUp(driver)).isEqualTo(HResult.S_OK);
      assertOnly(used, SambaDomain.CONTROLLER);
    }
  }

  /** Directory and SYSVOL of one operation are the same controller's. */
  private static void assertOnly(Set<String> used, String controller) {
    assertThat(used).containsExactlyInAnyOrder(controller + " LDAP", controller + " SMB");
    used.clear();
  }

  /** The controller under a name and an address of its own. */
  private static final class Shaky implements AutoCloseable {

    private final ForwardedPort ldap;
    private final ForwardedPort smb;

    Shaky(TestDns names, String host, String at) throws IOException {
      InetAddress address = InetAddress.ofLiteral(at);
      names.host(host, address);
      ldap =
          new ForwardedPort(
              new InetSocketAddress(address, 389), new InetSocketAddress(samba.address(), 389));
      smb =
          new ForwardedPort(
              new InetSocketAddress(address, 445), new InetSocketAddress(samba.address(), 445));
    }

    void goAway() throws IOException {
      ldap.takeAway();
      smb.takeAway();
    }

    void comeBack() throws IOException {
      ldap.giveBack();
      smb.giveBack();
    }

    @Override
    public void close() throws IOException {
      ldap.close();
      smb.close();
    }
  }

  private DirectoryDomainSettings kerberos(List<String> hosts, TestDns names) {
    Credentials tickets =
        new Credentials.Kerberos(
            "Administrator@GPMC.TEST",
            new Credentials.KerberosSource.Password(Secret.of(SambaDomain.PASSWORD)));
    LdapSettings ldap = samba.ldap(LdapSecurity.KERBEROS_SEAL, tickets);
    return new DirectoryDomainSettings(
        "samba",
        SambaDomain.DNS_NAME,
        new Controllers.Named(hosts),
        new HostNames(List.of(names.address()), TIMEOUT),
        new LdapSettings(
            ldap.security(), ldap.port(), ldap.authority(), tickets, SHORT, TIMEOUT, 4),
        new SysvolPlace.OnControllers(
            new SmbSettings(
                SmbSettings.PORT, false, SambaDomain.administrator(), SHORT, TIMEOUT, 2, 4)));
  }

  private static HResult backUp(DirectoryDriver driver) throws Exception {
    return TestDomain.run(
            driver,
            new BackupAllGpos(TestDomain.STORE, ""),
            TestDomain.nextOperation(),
            progress -> {})
        .overallStatus();
  }

  @Test
  void noneThatAnswersAndNoneKnownAreToldApart() {
    try (DomainControllers none =
        controllers(new Controllers.FromDns(Optional.empty()), SambaDomain.PASSWORD)) {
      assertThatThrownBy(none::pin)
          .isInstanceOf(GpmcException.class)
          .hasMessageContaining("DNS knows no domain controller of gpmc.test");
    }
    try (DomainControllers down =
        controllers(new Controllers.Named(List.of(DOWN, "gone.gpmc.test")), "any")) {
      assertThatThrownBy(down::pin)
          .isInstanceOf(GpmcException.class)
          .hasMessageContaining("None of the domain controllers " + DOWN + ", gone.gpmc.test");
    }
  }

  @Test
  void anAccountThatIsRefusedIsNotTriedElsewhere() {
    try (DomainControllers controllers =
        controllers(
            new Controllers.Named(List.of(SambaDomain.CONTROLLER, DOWN)), "not-the-password")) {
      assertThatThrownBy(controllers::pin)
          .isInstanceOfSatisfying(
              GpmcException.class, e -> assertThat(e.hresult()).isEqualTo(HResult.E_ACCESSDENIED))
          .hasMessageNotContaining(DOWN)
          .hasMessageNotContaining("not-the-password");
    }
  }
}
