package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.LDAPException;
import io.gpmcworker.gpmc.BackupStoreName;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A domain in which an operation's every call can be made to fail. */
interface FaultDomain extends AutoCloseable {

  BackupStoreName STORE = TestDomain.STORE;

  /** A second store, for operations on all that a store holds. */
  BackupStoreName OTHER_STORE = new BackupStoreName("other");

  /** The domain as it is, without faults. */
  DirectoryDomain domain();

  /** Its SYSVOL as the clients of the domain see it, for those who only look. */
  default Sysvol seen() {
    return domain().sysvol();
  }

  /**
   * A driver whose calls to SYSVOL are watched and whose calls to LDAP go through a proxy.
   *
   * @param neighbours the drivers of other domains, by name
   */
  FaultyDriver driver(
      WatchedSysvol.Watch sysvol,
      Supplier<LdapProxy.Fate> ldap,
      Function<String, Optional<GpmcDriver>> neighbours)
      throws IOException;

  /** As above, of a domain that stands alone. */
  default FaultyDriver driver(WatchedSysvol.Watch sysvol, Supplier<LdapProxy.Fate> ldap)
      throws IOException {
    return driver(sysvol, ldap, neighbour -> Optional.empty());
  }

  /** A driver without faults. */
  default FaultyDriver driver() throws IOException {
    return driver(Faults.none(), () -> LdapProxy.Fate.PASSES);
  }

  /** All that the domain says of its GPOs. */
  DomainState state() throws IOException, LDAPException;

  @Override
  void close() throws IOException;

  /** A driver with what is in its way. */
  record FaultyDriver(DirectoryDriver driver, Closeable proxy) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      driver.close();
      proxy.close();
    }
  }
}
