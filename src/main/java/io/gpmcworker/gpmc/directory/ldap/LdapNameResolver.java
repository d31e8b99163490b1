package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.NameResolver;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Makes the LDAP library look up hosts where all others do. */
final class LdapNameResolver extends NameResolver {

  private final HostNames names;

  LdapNameResolver(HostNames names) {
    this.names = names;
  }

  @Override
  public InetAddress getByName(String host) throws UnknownHostException {
    return names.addresses(host).getFirst();
  }

  @Override
  public InetAddress[] getAllByName(String host) throws UnknownHostException {
    List<InetAddress> addresses = names.addresses(host);
    return addresses.toArray(InetAddress[]::new);
  }

  @Override
  public void toString(StringBuilder buffer) {
    buffer.append("LdapNameResolver()");
  }
}
