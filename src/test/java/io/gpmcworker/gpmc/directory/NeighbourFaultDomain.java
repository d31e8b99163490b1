package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.LDAPException;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.directory.domain.DirectoryDomain;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Two domains: operations begin in one and change the other, and calls to either can fail. */
record NeighbourFaultDomain(FaultDomain from, FaultDomain to) implements FaultDomain {

  /** What the changed domain is called in requests. */
  static final String NAME = "neighbour";

  @Override
  public DirectoryDomain domain() {
    return to.domain();
  }

  @Override
  public Sysvol seen() {
    return to.seen();
  }

  @Override
  public FaultyDriver driver(
      WatchedSysvol.Watch sysvol,
      Supplier<LdapProxy.Fate> ldap,
      Function<String, Optional<GpmcDriver>> neighbours)
      throws IOException {
    FaultyDriver neighbour = to.driver(sysvol, ldap);
    FaultyDriver driver =
        from.driver(
            sysvol,
            ldap,
            name -> name.equals(NAME) ? Optional.of(neighbour.driver()) : neighbours.apply(name));
    return new FaultyDriver(
        driver.driver(),
        () -> {
          driver.proxy().close();
          neighbour.close();
        });
  }

  /** Both domains: in the one that is copied from, nothing may change at all. */
  @Override
  public DomainState state() throws IOException, LDAPException {
    return to.state().beside(from.state());
  }

  @Override
  public void close() throws IOException {
    from.close();
    to.close();
  }
}
