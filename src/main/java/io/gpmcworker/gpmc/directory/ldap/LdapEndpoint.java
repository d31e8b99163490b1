package io.gpmcworker.gpmc.directory.ldap;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a domain controller. All of an operation goes to that one, for replication between
 * domain controllers takes its time.
 *
 * @param address {@code ldap://host:port}; without a port 389
 * @param bind who to be; empty for anonymous
 * @param connectTimeout how long to wait for a connection
 * @param responseTimeout how long to wait for each answer
 */
public record LdapEndpoint(
    URI address, Optional<LdapBind> bind, Duration connectTimeout, Duration responseTimeout) {

  private static final int DEFAULT_PORT = 389;

  public LdapEndpoint {
    if (!"ldap".equals(address.getScheme()) || address.getHost() == null) {
      throw new IllegalArgumentException(
          "an LDAP address looks like ldap://host:port, not " + address);
    }
  }

  String host() {
    return address.getHost();
  }

  int port() {
    return address.getPort() < 0 ? DEFAULT_PORT : address.getPort();
  }
}
