package io.gpmcworker.policy.report.registry;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.registry.RegistryPolicyEntry;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.extension.ExtensionType;
import java.io.ByteArrayInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate as certificate stores keep it in the registry: properties, each with number,
 * version and length in front (MS-GPEF 2.2.1.1.5), one of which is the certificate.
 *
 * @param certificate the certificate
 * @param hex the whole value in hexadecimal digits
 */
record StoredCertificate(X509Certificate certificate, String hex) {

  private static final int CERTIFICATE_PROPERTY = 0x20;
  private static final DateTimeFormatter EXPIRY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  static StoredCertificate read(RegistryPolicyEntry entry) throws MalformedPolicyException {
    ByteBuffer blob = ByteBuffer.wrap(entry.data().toArray()).order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (blob.hasRemaining()) {
        int property = blob.getInt();
        blob.getInt();
        int length = blob.getInt();
        if (length < 0 || length > blob.remaining()) {
          break;
        }
        byte[] value = new byte[length];
        blob.get(value);
        if (property == CERTIFICATE_PROPERTY) {
          return new StoredCertificate(parse(value), RegistryData.hex(entry));
        }
      }
      throw new MalformedPolicyException(entry.key(), "holds no certificate");
    } catch (BufferUnderflowException | CertificateException e) {
      throw new MalformedPolicyException(entry.key(), "holds a malformed certificate", e);
    }
  }

  private static X509Certificate parse(byte[] encoded) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  /** The certificate as the report shows it. */
  ReportElement element(ExtensionType type, String name) throws MalformedPolicyException {
    ReportElement element =
        type.element(name)
            .leaf("IssuedTo", commonName(certificate.getSubjectX500Principal()))
            .leaf("IssuedBy", commonName(certificate.getIssuerX500Principal()))
            .leaf("ExpirationDate", EXPIRY.format(certificate.getNotAfter().toInstant()));
    List<String> purposes = purposes();
    if (!purposes.isEmpty()) {
      ReportElement shown = type.element("CertificatePurpose");
      purposes.forEach(purpose -> shown.leaf("Purpose", purpose));
      element.add(shown);
    }
    return element.leaf("Data", hex);
  }

  private List<String> purposes() throws MalformedPolicyException {
    try {
      return Optional.ofNullable(certificate.getExtendedKeyUsage()).orElse(List.of());
    } catch (CertificateException e) {
      throw new MalformedPolicyException("certificate", "has a malformed key usage", e);
    }
  }

  private static String commonName(X500Principal principal) throws MalformedPolicyException {
    try {
      for (Rdn rdn : new LdapName(principal.getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          return rdn.getValue().toString();
        }
      }
      return principal.getName();
    } catch (InvalidNameException e) {
      throw new MalformedPolicyException("certificate", "has a malformed name", e);
    }
  }
}
