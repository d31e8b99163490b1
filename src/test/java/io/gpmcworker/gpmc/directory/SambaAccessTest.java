package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.gpmc.directory.call.IoFailures;
import io.gpmcworker.gpmc.directory.call.ParallelSteps;
import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Credentials.KerberosSource;
import io.gpmcworker.gpmc.directory.credential.KerberosLogin;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.gpmcworker.gpmc.directory.ldap.LdapSession;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import io.gpmcworker.gpmc.directory.smb.SmbShare;
import io.gpmcworker.gpmc.directory.sysvol.SmbSysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.testing.EverythingLogged;
import io.gpmcworker.testing.samba.Ran;
import io.gpmcworker.testing.samba.SambaDomain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way into a domain controller, on Samba. */
class SambaAccessTest {

  private static final String PRINCIPAL = "Administrator@GPMC.TEST";

  private static final int ROUNDS_OF_CONNECTIONS = Integer.getInteger("gpmc.samba.rounds", 20);

  private static SambaDomain samba;
  @TempDir static Path files;

  @BeforeAll
  static void start() throws Exception {
    samba = SambaDomain.shared();
    samba
        .sambaToolOnFiles(
            "domain",
            "exportkeytab",
            files.resolve("admin.keytab").toString(),
            "--principal=" + PRINCIPAL)
        .mustSucceed();
    Ran.command(
            "env",
            "KRB5_CONFIG=" + System.getProperty("java.security.krb5.conf"),
            "kinit",
            "-k",
            "-t",
            files.resolve("admin.keytab").toString(),
            "-c",
            "FILE:" + files.resolve("ccache"),
            PRINCIPAL)
        .mustSucceed();
  }

  static Stream<KerberosSource> kerberosSources() {
    return Stream.of(
        new KerberosSource.Password(Secret.of(SambaDomain.PASSWORD)),
        new KerberosSource.Keytab(files.resolve("admin.keytab")),
        new KerberosSource.Cache(Optional.of(files.resolve("ccache"))));
  }

  private static List<String> gpos(LdapSecurity security, Credentials credentials)
      throws GpmcException {
    return gpos(samba.ldap(security, credentials));
  }

  private static List<String> gpos(LdapSettings settings) throws GpmcException {
    Optional<KerberosLogin> tickets =
        settings.credentials() instanceof Credentials.Kerberos kerberos
            ? Optional.of(new KerberosLogin(kerberos))
            : Optional.empty();
    try (DomainDirectory directory =
        new DomainDirectory(
            SambaDomain.DNS_NAME,
            new LdapSession(SambaDomain.CONTROLLER, settings, samba.names(), tickets))) {
      return directory.gpos().all().stream().map(gpo -> gpo.attributes().displayName()).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LDAPS", "START_TLS"})
  void passwordOverTls(LdapSecurity security) throws Exception {
    assertThat(gpos(security, SambaDomain.administrator())).contains("Default Domain Policy");
  }

  @ParameterizedTest
  @MethodSource("kerberosSources")
  void kerberosSealsLdap(KerberosSource source) throws Exception {
    assertThat(gpos(LdapSecurity.KERBEROS_SEAL, new Credentials.Kerberos(PRINCIPAL, source)))
        .contains("Default Domain Policy");
  }

  @Test
  void kerberosSignsLdap() throws Exception {
    assertThat(
            gpos(
                LdapSecurity.KERBEROS_SIGN,
                new Credentials.Kerberos(PRINCIPAL, kerberosSources().findFirst().orElseThrow())))
        .contains("Default Domain Policy");
  }

  @Test
  void ntlmOpensSysvol() throws Exception {
    assertThat(policies(SambaDomain.administrator(), false)).isNotEmpty();
  }

  @Test
  void smbIsEncrypted() throws Exception {
    assertThat(policies(SambaDomain.administrator(), true)).isNotEmpty();
  }

  @Test
  void aServerThatDemandsEncryptionGetsIt() throws Exception {
    samba.configure("server smb encrypt = required");
    try {
      assertThat(samba.smbclient("ls", "-m", "SMB2_10").succeeded())
          .as("the server refuses who does not encrypt")
          .isFalse();
      assertThat(policies(SambaDomain.administrator(), true)).isNotEmpty();
      assertThat(policies(SambaDomain.administrator(), false)).isNotEmpty();
    } finally {
      samba.configure("");
    }
  }

  @ParameterizedTest
  @MethodSource("kerberosSources")
  void kerberosOpensSysvol(KerberosSource source) throws Exception {
    assertThat(policies(new Credentials.Kerberos(PRINCIPAL, source), false)).isNotEmpty();
  }

  private static List<String> policies(Credentials credentials, boolean encrypt) throws Exception {
    Optional<KerberosLogin> tickets =
        credentials instanceof Credentials.Kerberos kerberos
            ? Optional.of(new KerberosLogin(kerberos))
            : Optional.empty();
    try (SmbSysvol sysvol =
        new SmbSysvol(
            new SmbShare(
                SambaDomain.CONTROLLER,
                SmbSysvol.SHARE,
                SambaDomain.smb(credentials, encrypt),
                samba.names(),
                tickets),
            SambaDomain.DNS_NAME)) {
      return sysvol.children(SysvolPath.TOP.resolve("Policies")).stream()
          .map(entry -> entry.path().name())
          .toList();
    }
  }

  /** As one client's, of every thirty such groups one had a connection without an answer. */
  @Test
  @Timeout(120)
  void connectionsThatAreMadeAtTheSameTimeAreAllAnswered() throws Exception {
    int connections = 8;
    SmbSettings settings =
        new SmbSettings(
            SmbSettings.PORT,
            false,
            SambaDomain.administrator(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            connections,
            2 * connections);
    for (int round = 0; round < ROUNDS_OF_CONNECTIONS; round++) {
      try (SmbShare share =
          new SmbShare(
              SambaDomain.CONTROLLER, SmbSysvol.SHARE, settings, samba.names(), Optional.empty())) {
        List<Integer> found =
            ParallelSteps.run(
                2 * connections,
                Collections.nCopies(2 * connections, SambaDomain.DNS_NAME),
                folder -> {
                  try {
                    return share.list(folder).size();
                  } catch (IOException e) {
                    throw IoFailures.at(folder, e);
                  }
                });
        assertThat(new HashSet<>(found)).hasSize(1);
      }
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() {
    LdapSettings trusted = samba.ldap(LdapSecurity.LDAPS, SambaDomain.administrator());
    LdapSettings untrusted =
        new LdapSettings(
            trusted.security(),
            trusted.port(),
            Optional.empty(),
            trusted.credentials(),
            trusted.connectTimeout(),
            trusted.responseTimeout(),
            trusted.connections());
    assertThatThrownBy(() -> gpos(untrusted))
        .isInstanceOf(GpmcException.class)
        .hasMessageContaining("certificate");
  }

  @ParameterizedTest
  @EnumSource(names = {"LDAPS", "START_TLS"})
  void aCertificateOfAnotherHostIsRefused(LdapSecurity security) throws Exception {
    samba.dns().host("other.gpmc.test", samba.address());
    try (LdapSession session =
        new LdapSession(
            "other.gpmc.test",
            samba.ldap(security, SambaDomain.administrator()),
            samba.names(),
            Optional.empty())) {
      assertThatThrownBy(() -> new DomainDirectory(SambaDomain.DNS_NAME, session).info())
          .isInstanceOf(GpmcException.class)
          .hasMessageContaining("other.gpmc.test");
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndNotShown() {
    tryWrongPassword();
  }

  private static void tryWrongPassword() {
    Credentials wrong =
        new Credentials.UserPassword("Administrator@gpmc.test", Secret.of("not-the-password"));
    for (ThrowingWay way :
        List.<ThrowingWay>of(
            () -> gpos(LdapSecurity.LDAPS, wrong),
            () -> policies(wrong, false),
            () ->
                new KerberosLogin(
                        new Credentials.Kerberos(
                            PRINCIPAL, new KerberosSource.Password(Secret.of("not-the-password"))))
                    .subject())) {
      assertThatThrownBy(way::go)
          .satisfies(e -> assertThat(failure(e).hresult()).isEqualTo(HResult.E_ACCESSDENIED))
          .satisfies(e -> assertThat(chain(e)).doesNotContain("not-the-password"));
    }
  }

  /** Neither the worker nor its libraries, whatever level somebody asks for to find a fault. */
  @Test
  void noWayInLeavesThePasswordInTheLog() throws Exception {
    List<String> logged;
    try (EverythingLogged log =
        new EverythingLogged(
            "com.hierynomus",
            "com.hierynomus.protocol",
            "com.hierynomus.smbj.connection.Connection",
            "com.hierynomus.smbj.session")) {
      for (LdapSecurity security : List.of(LdapSecurity.LDAPS, LdapSecurity.START_TLS)) {
        gpos(security, SambaDomain.administrator());
      }
      policies(SambaDomain.administrator(), true);
      Credentials kerberos =
          new Credentials.Kerberos(
              PRINCIPAL, new KerberosSource.Password(Secret.of(SambaDomain.PASSWORD)));
      gpos(LdapSecurity.KERBEROS_SEAL, kerberos);
      policies(kerberos, false);
      tryWrongPassword();
      logged = log.lines();
    }
    byte[] password = SambaDomain.PASSWORD.getBytes(StandardCharsets.UTF_8);
    assertThat(logged)
        .as("lines of the worker's libraries")
        .anyMatch(line -> line.startsWith("com.hierynomus"));
    assertThat(logged)
        .noneMatch(line -> line.contains(SambaDomain.PASSWORD))
        .noneMatch(line -> line.contains("not-the-password"))
        .noneMatch(line -> line.contains(Base64.getEncoder().encodeToString(password)))
        .noneMatch(line -> line.contains(HexFormat.of().formatHex(password)));
  }

  @Test
  void aPasswordFileIsReadAtEachLogOn() throws Exception {
    Path file = files.resolve("password");
    Files.writeString(file, "not-the-password\n");
    Credentials credentials =
        new Credentials.UserPassword("Administrator@gpmc.test", Secret.inFile(file));
    assertThatThrownBy(() -> gpos(LdapSecurity.LDAPS, credentials))
        .isInstanceOf(GpmcException.class);
    Files.writeString(file, SambaDomain.PASSWORD + "\n");
    assertThat(gpos(LdapSecurity.LDAPS, credentials)).contains("Default Domain Policy");
    assertThat(credentials.toString()).doesNotContain(SambaDomain.PASSWORD);
  }

  /** One way in. */
  @FunctionalInterface
  private interface ThrowingWay {
    void go() throws Exception;
  }

  private static GpmcException failure(Throwable thrown) {
    Throwable at = thrown;
    while (!(at instanceof GpmcException) && at.getCause() != null) {
      at = at.getCause();
    }
    return (GpmcException) at;
  }

  private static String chain(Throwable thrown) {
    java.io.StringWriter text = new java.io.StringWriter();
    thrown.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }
}
