package io.gpmcworker.gpmc.directory.ldap;

import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whom to trust in TLS. */
public final class LdapTls {

  private LdapTls() {}

  /**
   * A context that trusts the given authorities and no others.
   *
   * @param authority their certificates in a PEM file; empty for those that Java trusts
   * @throws GpmcException if the file cannot be read or holds no certificate
   */
  public static SSLContext context(Optional<Path> authority) throws GpmcException {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authority.isPresent() ? trusting(authority.get()) : null);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "The certificate authority %s cannot be used (%s); name a file of PEM certificates."
              .formatted(
                  authority.map(file -> "file " + file).orElse("of this Java"), e.getMessage()),
          e);
    }
  }

  private static KeyStore trusting(Path file)
      throws GeneralSecurityException, IOException, GpmcException {
    Collection<? extends Certificate> authorities;
    try (InputStream in = Files.newInputStream(file)) {
      authorities = CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
    if (authorities.isEmpty()) {
      throw new GpmcException(
          HResult.E_INVALIDARG, "The certificate authority file %s holds none.".formatted(file));
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : authorities) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    return store;
  }
}
