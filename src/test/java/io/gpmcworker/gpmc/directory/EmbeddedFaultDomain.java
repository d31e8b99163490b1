package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.ldap.LdapSession;
import io.gpmcworker.gpmc.directory.ldap.LdapSettings;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The embedded domain with faults. */
final class EmbeddedFaultDomain implements FaultDomain {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final TestDomain test;
  private final FolderSysvol sysvol;
  private final BackupStores stores;
  private final LDAPConnection connection;
  private final String baseDn;

  /**
   * @param samples the GPOs that it begins with
   */
  EmbeddedFaultDomain(Path folder, String dnsName, Set<String> samples)
      throws IOException, LDAPException {
    test = TestDomain.open(folder, dnsName);
    baseDn = "DC=" + dnsName.replace(".", ",DC=");
    test.embedded.seedSamples(samples::contains);
    sysvol = new FolderSysvol(test.sysvolFolder());
    stores =
        new BackupStores(
            Map.of(STORE, test.store, OTHER_STORE, Files.createDirectory(folder.resolve("other"))));
    connection =
        new LDAPConnection(
            test.embedded.ldapAddress().getHost(), test.embedded.ldapAddress().getPort());
  }

  TestDomain test() {
    return test;
  }

  @Override
  public DirectoryDomain domain() {
    return new DirectoryDomain(test.embedded.dnsName(), test.directory, sysvol, stores);
  }

  @Override
  public FaultyDriver driver(
      WatchedSysvol.Watch watch,
      Supplier<LdapProxy.Fate> fates,
      Function<String, Optional<GpmcDriver>> neighbours)
      throws IOException {
    LdapProxy proxy = new LdapProxy(test.embedded.ldapAddress(), fates);
    String name = test.embedded.dnsName();
    return new FaultyDriver(
        new DirectoryDriver(
            new DirectoryDomain(
                name,
                new DomainDirectory(name, session(proxy.address())),
                new WatchedSysvol(sysvol, watch),
                stores),
            neighbours),
        proxy);
  }

  private static LdapSession session(URI ldap) throws IOException {
    try {
      return new LdapSession(
          ldap.getHost(),
          LdapSettings.plain(ldap.getPort(), TIMEOUT),
          new HostNames(List.of(), TIMEOUT),
          Optional.empty());
    } catch (GpmcException e) {
      throw new IOException(e);
    }
  }

  @Override
  public DomainState state() throws IOException, LDAPException {
    return DomainState.of(connection, baseDn, sysvol);
  }

  @Override
  public void close() throws IOException {
    connection.close();
    test.close();
  }
}
