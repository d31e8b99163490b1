package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import io.gpmcworker.gpmc.directory.domain.BackupStores;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.ldap.DomainDirectory;
import io.gpmcworker.gpmc.directory.sysvol.FolderSysvol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The embedded domain with faults. */
final class EmbeddedFaultDomain implements FaultDomain {

  private static final String BASE_DN = "DC=corp,DC=example";

  private final TestDomain test;
  private final FolderSysvol sysvol;
  private final BackupStores stores;
  private final LDAPConnection connection;

  /**
   * @param samples the GPOs that it begins with
   */
  EmbeddedFaultDomain(Path folder, Set<String> samples) throws IOException, LDAPException {
    test = TestDomain.open(folder);
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
  public FaultyDriver driver(WatchedSysvol.Watch watch, Supplier<LdapProxy.Fate> fates)
      throws IOException {
    LdapProxy proxy = new LdapProxy(test.embedded.ldapAddress(), fates);
    DomainDirectory directory = test.embedded.connect(proxy.address());
    String name = test.embedded.dnsName();
    return new FaultyDriver(
        new DirectoryDriver(
            new DirectoryDomain(
                name,
                directory,
                new WatchedSysvol(sysvol, watch),
                stores),
            neighbour -> Optional.empty()),
        proxy);
  }

  @Override
  public DomainState state() throws IOException, LDAPException {
    return DomainState.of(connection, BASE_DN, sysvol);
  }

  @Override
  public void close() throws IOException {
    connection.close();
    test.close();
  }
}
