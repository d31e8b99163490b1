package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.NameResolver;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the LDAP library look up hosts where all others do. */
final class LdapNameResolver extends NameResolver {

  private final HostNames names;

  LdapNameResolver(HostNames names) {
    this.names = names;
  }

  @Override
  public InetAddress getByName(@Nullable String host) throws UnknownHostException {
    return names.addresses(given(host)).getFirst();
  }

  @Override
  public InetAddress[] getAllByName(@Nullable String host) throws UnknownHostException {
    List<InetAddress> addresses = names.addresses(given(host));
    return addresses.toArray(InetAddress[]::new);
  }

  private static String given(@Nullable String host) throws UnknownHostException {
    if (host == null) {
      throw new UnknownHostException("no host is named");
    }
    return host;
  }

  @Override
  public void toString(StringBuilder buffer) {
    buffer.append("LdapNameResolver()");
  }
}
