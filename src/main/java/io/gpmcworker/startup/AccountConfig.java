package io.gpmcworker.startup;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** An account. */
public interface AccountConfig {

  /** How it proves who it is. */
  @WithDefault("password")
  Authentication authentication();

  /**
   * Its name: {@code name@domain} or {@code DOMAIN\name}; of a Kerberos principal {@code
   * name@REALM}.
   */
  Optional<String> name();

  /** Its password. */
  Optional<String> password();

  /** A file whose first line is its password, such as a mounted secret. */
  Optional<Path> passwordFile();

  /** A keytab with its keys. */
  Optional<Path> keytab();

  /** A credential cache with its ticket. */
  Optional<Path> credentialCache();

  /** How an account proves who it is. */
  enum Authentication {
    /** It does not: it is nobody. */
    ANONYMOUS,
    /** By its password: LDAP simple bind, NTLM. */
    PASSWORD,
    /** By a Kerberos ticket, got with a password or a keytab, or found in a credential cache. */
    KERBEROS
  }
}
