package io.gpmcworker.gpmc.directory.credential;

import java.nio.file.Path;
import java.util.Optional;

/** Who the worker is to the domain controllers. */
public sealed interface Credentials {

  /** Nobody: what the directory lets everyone do. */
  Credentials ANONYMOUS = new Anonymous();

  /** Nobody. */
  record Anonymous() implements Credentials {}

  /**
   * A name with its password: LDAP simple bind (RFC 4513 5.1.3) and NTLM.
   *
   * @param userName user principal name, {@code DOMAIN\name}, or, for LDAP alone, a distinguished
   *     name
   * @param password its password
   */
  record UserPassword(String userName, Secret password) implements Credentials {}

  /**
   * A Kerberos principal: GSSAPI (RFC 4752) for LDAP, SPNEGO for SMB.
   *
   * @param principal such as {@code svc-gpmc@CORP.EXAMPLE}
   * @param source what proves it
   */
  record Kerberos(String principal, KerberosSource source) implements Credentials {}

  /** What proves a Kerberos principal. */
  sealed interface KerberosSource {

    /**
     * Its password.
     *
     * @param password the password
     */
    record Password(Secret password) implements KerberosSource {}

    /**
     * Its keys.
     *
     * @param file a keytab
     */
    record Keytab(Path file) implements KerberosSource {}

    /**
     * A ticket that somebody else gets and renews.
     *
     * @param file a credential cache; the account's own if empty
     */
    record Cache(Optional<Path> file) implements KerberosSource {}
  }
}
