package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.LdapSecurity;
import io.gpmcworker.gpmc.directory.ldap.LdapSession;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.smb.SmbSettings;
import io.gpmcworker.gpmc.directory.smb.SmbShare;
import io.gpmcworker.gpmc.directory.sysvol.SmbSysvol;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.testing.samba.SambaDomain;
import io.gpmcworker.testing.samba.TestDns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** A Samba domain with faults: LDAPS through a proxy, SYSVOL over SMB. */
final class SambaFaultDomain implements FaultDomain {

  private static final String BASE_DN = "DC=gpmc,DC=test";
  private static final Duration RECOVERING = Duration.ofMillis(100);
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final SambaDomain samba;
  private final BackupStores stores;
  private final TestDns loopback = TestDns.start();
  private final DirectoryDomain domain;
  private final LDAPConnection connection;
  private final SambaDisk disk;

  /**
   * @param store the folder of the store
   */
  SambaFaultDomain(SambaDomain samba, Path store) throws Exception {
    this.samba = samba;
    this.stores = new BackupStores(Map.of(STORE, store));
    loopback.host(SambaDomain.CONTROLLER, InetAddress.getLoopbackAddress());
    domain = domain(session(samba.names(), LdapSecurity.LDAPS.port()), sysvol());
    disk = new SambaDisk(samba.sysvolFolder(), domain.sysvol());
    connection =
        new LDAPConnection(
            new SSLUtil(new TrustAllTrustManager()).createSSLSocketFactory(),
            samba.address().getHostAddress(),
            LdapSecurity.LDAPS.port(),
            SambaDomain.ADMINISTRATOR + "@" + SambaDomain.DNS_NAME,
            SambaDomain.PASSWORD);
  }

  private DirectoryDomain domain(LdapSession session, Sysvol sysvol) {
    return new DirectoryDomain(
        SambaDomain.DNS_NAME, new DomainDirectory(SambaDomain.DNS_NAME, session), sysvol, stores);
  }

  private LdapSession session(HostNames names, int port) throws IOException {
    LdapSettings settings = samba.ldap(LdapSecurity.LDAPS, SambaDomain.administrator());
    try {
      return new LdapSession(
          SambaDomain.CONTROLLER,
          new LdapSettings(
              settings.security(),
              port,
              settings.authority(),
              settings.credentials(),
              TIMEOUT,
              TIMEOUT,
              LdapSettings.DEFAULT_CONNECTIONS),
          names,
          Optional.empty());
    } catch (GpmcException e) {
      throw new IOException(e);
    }
  }

  private Sysvol sysvol() {
    return new SmbSysvol(
        new SmbShare(
            SambaDomain.CONTROLLER,
            SmbSysvol.SHARE,
            new SmbSettings(
                SmbSettings.PORT,
                false,
                SambaDomain.administrator(),
                TIMEOUT,
                TIMEOUT,
                SmbSettings.DEFAULT_CONNECTIONS,
                SmbSettings.DEFAULT_AT_A_TIME),
            samba.names(),
            Optional.empty()),
        SambaDomain.DNS_NAME);
  }

  /** An administrator's own. */
  LDAPConnection administrator() {
    return connection;
  }

  @Override
  public DirectoryDomain domain() {
    return domain;
  }

  @Override
  public Sysvol seen() {
    return disk;
  }

  @Override
  public FaultyDriver driver(
      WatchedSysvol.Watch watch,
      Supplier<LdapProxy.Fate> fates,
      Function<String, Optional<GpmcDriver>> neighbours)
      throws IOException {
    LdapProxy proxy =
        new LdapProxy(
            URI.create(
                "ldaps://" + samba.address().getHostAddress() + ":" + LdapSecurity.LDAPS.port()),
            fates);
    HostNames throughProxy = new HostNames(List.of(loopback.address()), TIMEOUT);
    return new FaultyDriver(
        new DirectoryDriver(
            domain(
                session(throughProxy, proxy.address().getPort()),
                new WatchedSysvol(domain.sysvol(), watch)),
            neighbours),
        proxy);
  }

  @Override
  public DomainState state() throws IOException, LDAPException {
    for (int tries = 20; ; tries--) {
      try {
        return DomainState.of(connection, BASE_DN, disk);
      } catch (NoSuchFileException e) {
        // Samba still lists a file whose deletion waits for the last handle of a broken connection.
        if (tries == 0) {
          throw e;
        }
        LockSupport.parkNanos(RECOVERING.toNanos());
      }
    }
  }

  @Override
  public void close() {
    connection.close();
    domain.close();
    loopback.close();
  }
}
