package io.gpmcworker.gpmc.directory.ldap;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to speak LDAP with a domain's controllers.
 *
 * @param security how it is kept from others
 * @param port the controllers' port
 * @param authority certificates of the authorities to trust, PEM; empty for those that Java trusts
 * @param credentials who to be
 * @param connectTimeout how long to wait for a connection
 * @param responseTimeout how long to wait for each answer
 * @param connections how many at most, to one controller
 */
public record LdapSettings(
    LdapSecurity security,
    int port,
    Optional<Path> authority,
    Credentials credentials,
    Duration connectTimeout,
    Duration responseTimeout,
    int connections) {

  /** How many connections are enough for anyone who does not say. */
  public static final int DEFAULT_CONNECTIONS = 8;

  /**
   * @throws IllegalArgumentException if the parts do not fit together; the message is for people
   */
  public LdapSettings {
    boolean byKerberos =
        security == LdapSecurity.KERBEROS_SEAL || security == LdapSecurity.KERBEROS_SIGN;
    if (byKerberos && !(credentials instanceof Credentials.Kerberos)) {
      throw new IllegalArgumentException("only a Kerberos principal can sign or seal LDAP");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
    }
    if (connections < 1) {
      throw new IllegalArgumentException("at least one connection is needed");
    }
  }

  /** Plain LDAP as nobody, as an embedded domain speaks it. */
  public static LdapSettings plain(int port, Duration timeout) {
    return new LdapSettings(
        LdapSecurity.NONE,
        port,
        Optional.empty(),
        Credentials.ANONYMOUS,
        timeout,
        timeout,
        DEFAULT_CONNECTIONS);
  }
}
