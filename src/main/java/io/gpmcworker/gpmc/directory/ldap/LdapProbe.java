package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/** Connects to a domain controller as a session does, in single steps and without a bind. */
public final class LdapProbe {

  private final String host;
  private final LdapSettings settings;
  private final HostNames names;

  /** A probe of one domain controller. */
  public LdapProbe(String host, LdapSettings settings, HostNames names) {
    this.host = host;
    this.settings = settings;
    this.names = names;
  }

  private LDAPConnectionOptions options() {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(Math.toIntExact(settings.connectTimeout().toMillis()));
    options.setResponseTimeoutMillis(settings.responseTimeout().toMillis());
    options.setUseSynchronousMode(true);
    options.setNameResolver(new LdapNameResolver(names));
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    return options;
  }

  /**
   * Opens a TCP connection.
   *
   * @throws GpmcException if the port does not answer
   */
  public String connect() throws GpmcException {
    try (LDAPConnection connection =
        new LDAPConnection(SocketFactory.getDefault(), options(), host, settings.port())) {
      return host + ":" + connection.getConnectedPort() + " answers";
    } catch (LDAPException e) {
      throw LdapErrors.of(server(), "connecting", e);
    }
  }

  /**
   * Does the TLS handshake, chain and host name checked.
   *
   * @throws GpmcException if it fails
   */
  public String tls() throws GpmcException {
    SSLSocketFactory tls = LdapTls.context(settings.authority()).getSocketFactory();
    boolean atOnce = settings.security() == LdapSecurity.LDAPS;
    try (LDAPConnection connection =
        new LDAPConnection(
            atOnce ? tls : SocketFactory.getDefault(), options(), host, settings.port())) {
      if (!atOnce) {
        new StartTLSPostConnectProcessor(tls).processPreAuthenticatedConnection(connection);
      }
      return "the certificate is trusted and bears the name " + host;
    } catch (LDAPException e) {
      throw LdapErrors.of(server(), "securing the connection", e);
    }
  }

  private String server() {
    return host + ":" + settings.port();
  }
}
