package io.gpmcworker.gpmc.directory.ldap;

/** How what goes over LDAP is kept from others. */
public enum LdapSecurity {
  /** TLS from the first byte. */
  LDAPS(636),
  /** TLS from a request on (RFC 4511 4.14). */
  START_TLS(389),
  /** Kerberos encrypts every message; {@code auth-conf} (RFC 4752). */
  KERBEROS_SEAL(389),
  /** Kerberos signs every message, everybody can read it; {@code auth-int} (RFC 4752). */
  KERBEROS_SIGN(389),
  /** Nothing. A password goes over the network as it is. */
  NONE(389);

  private final int port;

  LdapSecurity(int port) {
    this.port = port;
  }

  /** The port where a domain controller listens for it. */
  public int port() {
    return port;
  }

  public boolean isTls() {
    return this == LDAPS || this == START_TLS;
  }
}
