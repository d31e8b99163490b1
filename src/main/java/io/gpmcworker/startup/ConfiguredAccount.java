package io.gpmcworker.startup;

import io.gpmcworker.gpmc.directory.credential.Credentials;
import io.gpmcworker.gpmc.directory.credential.Credentials.KerberosSource;
import io.gpmcworker.gpmc.directory.credential.Secret;
import io.gpmcworker.startup.Preflight.UnfitException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An account as it is configured.
 *
 * @param key its configuration key, for sentences
 * @param account what is configured
 */
record ConfiguredAccount(String key, AccountConfig account) {

  /**
   * As credentials.
   *
   * @throws UnfitException if something is missing, too much or not there
   */
  Credentials credentials() throws UnfitException {
    return switch (account.authentication()) {
      case ANONYMOUS -> Credentials.ANONYMOUS;
      case PASSWORD -> password();
      case KERBEROS -> new Credentials.Kerberos(principal(), source());
    };
  }

  private Credentials password() throws UnfitException {
    String name = name();
    return new Credentials.UserPassword(
        name,
        secret()
            .orElseThrow(() ->
                new UnfitException(
                    "%s.password-file (or %s.password) is missing; give %s its password."
                        .formatted(key, key, name))));
  }

  private String name() throws UnfitException {
    return account
        .name()
        .orElseThrow(
            () -> new UnfitException("%s.name is missing; name the account.".formatted(key)));
  }

  private String principal() throws UnfitException {
    String principal = name();
    if (!principal.contains("@")) {
      throw new UnfitException(
          "%s.name is '%s', which is no Kerberos principal; write name@REALM."
              .formatted(key, principal));
    }
    return principal;
  }

  private KerberosSource source() throws UnfitException {
    Optional<Secret> password = secret();
    int given =
        (password.isPresent() ? 1 : 0)
            + (account.keytab().isPresent() ? 1 : 0)
            + (account.credentialCache().isPresent() ? 1 : 0);
    if (given > 1) {
      throw new UnfitException(
          "%s has more than one of a password, a keytab and a credential-cache; keep one."
              .formatted(key));
    }
    if (password.isPresent()) {
      return new KerberosSource.Password(password.get());
    }
    if (account.keytab().isPresent()) {
      return new KerberosSource.Keytab(readable(key + ".keytab", account.keytab().get()));
    }
    // A cache may come later, from whoever keeps it filled.
    return new KerberosSource.Cache(account.credentialCache());
  }

  private Optional<Secret> secret() throws UnfitException {
    if (account.password().isPresent() && account.passwordFile().isPresent()) {
      throw new UnfitException(
          "%s has both password and password-file; keep one of them.".formatted(key));
    }
    return account.passwordFile().isPresent()
        ? Optional.of(Secret.inFile(readable(key + ".password-file", account.passwordFile().get())))
        : account.password().map(Secret::of);
  }

  private static Path readable(String key, Path file) throws UnfitException {
    if (!Files.isReadable(file)) {
      throw new UnfitException(
          "%s is '%s', which is not there or may not be read.".formatted(key, file));
    }
    return file;
  }
}
