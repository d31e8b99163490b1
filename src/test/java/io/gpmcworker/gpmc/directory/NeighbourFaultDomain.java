package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.LDAPException;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Two domains: operations begin in one and change the other, and calls to either can fail. What is
 * looked at is the one that is changed.
 */
record NeighbourFaultDomain(EmbeddedFaultDomain from, EmbeddedFaultDomain to)
    implements FaultDomain {

  /** What the changed domain is called in requests. */
  static final String NAME = "neighbour";

  @Override
  public DirectoryDomain domain() {
    return to.domain();
  }

  @Override
  public FaultyDriver driver(WatchedSysvol.Watch sysvol, Supplier<LdapProxy.Fate> ldap)
      throws IOException {
    FaultyDriver neighbour = to.driver(sysvol, ldap);
    FaultyDriver driver =
        from.driver(
            sysvol,
            ldap,
            name -> name.equals(NAME) ? Optional.of(neighbour.driver()) : Optional.empty());
    return new FaultyDriver(
        driver.driver(),
        () -> {
          driver.proxy().close();
          neighbour.close();
        });
  }

  @Override
  public DomainState state() throws IOException, LDAPException {
    return to.state();
  }

  @Override
  public void close() throws IOException {
    from.close();
    to.close();
  }
}
