package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SubtreeDeleteRequestControl;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import io.gpmcworker.gpmc.ControllerCalls;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.Right;
import io.gpmcworker.gpmc.directory.credential.KerberosLogin;
import io.gpmcworker.gpmc.directory.credential.SharedTickets;
import io.gpmcworker.gpmc.directory.dns.HostNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one domain controller over pooled connections. Connects when first needed, and again
 * after the controller was away.
 */
public final class LdapSession implements AutoCloseable {

  private static final int PAGE = 500;

  /** A connection is not kept for ever: tickets run out, passwords and certificates change. */
  private static final Duration MAX_AGE = Duration.ofMinutes(30);

  private final String host;
  private final String server;
  private final ControllerCalls calls;
  private final LDAPConnectionPool pool;
  private final Optional<String> jaasName;

  /** A session that nobody is told of. */
  public LdapSession(
      String host, LdapSettings settings, HostNames names, Optional<KerberosLogin> tickets)
      throws GpmcException {
    this(host, settings, names, tickets, ControllerCalls.NOBODY);
  }

  /**
   * A session with nothing connected yet.
   *
   * @param host the domain controller's DNS name, which its certificate and its Kerberos name bear
   * @param names where hosts are
   * @param tickets of the principal, if Kerberos says who we are
   * @param calls is told of every request
   * @throws GpmcException if the certificate authority cannot be read
   */
  public LdapSession(
      String host,
      LdapSettings settings,
      HostNames names,
      Optional<KerberosLogin> tickets,
      ControllerCalls calls)
      throws GpmcException {
    this.host = host;
    this.calls = calls;
    this.server = host + ":" + settings.port();
    this.jaasName = tickets.map(SharedTickets::offer);
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(Math.toIntExact(settings.connectTimeout().toMillis()));
    options.setResponseTimeoutMillis(settings.responseTimeout().toMillis());
    options.setUseSynchronousMode(true);
    options.setFollowReferrals(false);
    options.setNameResolver(new LdapNameResolver(names));
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    SSLSocketFactory tls =
        settings.security().isTls()
            ? LdapTls.context(settings.authority()).getSocketFactory()
            : (SSLSocketFactory) SSLSocketFactory.getDefault();
    SocketFactory sockets =
        settings.security() == LdapSecurity.LDAPS ? tls : SocketFactory.getDefault();
    @Nullable PostConnectProcessor startTls =
        settings.security() == LdapSecurity.START_TLS
            ? new StartTLSPostConnectProcessor(tls)
            : null;
    try {
      this.pool =
          new LDAPConnectionPool(
              new SingleServerSet(host, settings.port(), sockets, options),
              LdapBinds.of(settings, jaasName.orElse("")),
              0,
              settings.connections(),
              startTls);
    } catch (LDAPException e) {
      throw new IllegalStateException("a pool without connections cannot fail to connect", e);
    }
    // A change is never sent twice: the first may have arrived although its answer did not.
    pool.setRetryFailedOperationsDueToInvalidConnections(EnumSet.of(OperationType.SEARCH));
    pool.setCreateIfNecessary(false);
    pool.setMaxWaitTimeMillis(settings.responseTimeout().toMillis());
    pool.setMaxConnectionAgeMillis(MAX_AGE.toMillis());
  }

  /** One entry; empty where there is none. */
  Optional<SearchResultEntry> read(
      String dn, String doing, Control[] controls, String... attributes) throws GpmcException {
    try {
      SearchRequest request =
          new SearchRequest(
              dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), attributes);
      request.setControls(controls);
      return Optional.ofNullable(told(() -> pool.searchForEntry(request)));
    } catch (LDAPSearchException e) {
      if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return Optional.empty();
      }
      throw LdapErrors.of(server, doing, e);
    }
  }

  /** Every match, page by page (RFC 2696). */
  List<SearchResultEntry> search(
      String base,
      SearchScope scope,
      Filter filter,
      String doing,
      Control[] controls,
      String... attributes)
      throws GpmcException {
    List<SearchResultEntry> found = new ArrayList<>();
    @Nullable ASN1OctetString cookie = null;
    do {
      SearchRequest request = new SearchRequest(base, scope, filter, attributes);
      request.setControls(controls);
      request.addControl(new SimplePagedResultsControl(PAGE, cookie));
      try {
        SearchResult result = told(() -> pool.search(request));
        found.addAll(result.getSearchEntries());
        @Nullable SimplePagedResultsControl page = SimplePagedResultsControl.get(result);
        cookie = page != null && page.moreResultsToReturn() ? page.getCookie() : null;
      } catch (LDAPException e) {
        throw LdapErrors.of(server, doing, e);
      }
    } while (cookie != null);
    return found;
  }

  void add(Entry entry, String doing, Control... controls) throws GpmcException {
    Right.check();
    try {
      Collection<Attribute> attributes = entry.getAttributes();
      told(() -> pool.add(new AddRequest(entry.getDN(), attributes, controls)));
    } catch (LDAPException e) {
      throw LdapErrors.of(server, doing, e);
    }
  }

  void modify(String dn, List<Modification> modifications, String doing, Control... controls)
      throws GpmcException {
    Right.check();
    try {
      told(() -> pool.modify(new ModifyRequest(dn, modifications, controls)));
    } catch (LDAPException e) {
      throw LdapErrors.of(server, doing, e);
    }
  }

  /** Gives an entry another name in the same place; what is below it goes along. */
  void rename(String dn, String newRdn, String doing) throws GpmcException {
    Right.check();
    try {
      told(() -> pool.modifyDN(new ModifyDNRequest(dn, newRdn, true)));
    } catch (LDAPException e) {
      throw LdapErrors.of(server, doing, e);
    }
  }

  /** Puts an entry, and what is below it, in another place under the same name. */
  void move(String dn, String rdn, String newParent, String doing) throws GpmcException {
    Right.check();
    try {
      told(() -> pool.modifyDN(new ModifyDNRequest(dn, rdn, true, newParent)));
    } catch (LDAPException e) {
      throw LdapErrors.of(server, doing, e);
    }
  }

  /** Removes an entry and all below it; nothing to do where there is none. */
  void deleteTree(String dn, String doing) throws GpmcException {
    Right.check();
    try {
      told(() ->
          pool.delete(
              new DeleteRequest(dn, new Control[] {new SubtreeDeleteRequestControl(true)})));
    } catch (LDAPException e) {
      if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        throw LdapErrors.of(server, doing, e);
      }
    }
  }

  /** A request. */
  private interface Request<T extends @Nullable Object, E extends LDAPException> {
    T send() throws E;
  }

  private <T extends @Nullable Object, E extends LDAPException> T told(Request<T, E> request)
      throws E {
    long began = System.nanoTime();
    boolean answered = false;
    try {
      T answer = request.send();
      answered = true;
      return answer;
    } finally {
      calls.called(host, ControllerCalls.Protocol.LDAP, System.nanoTime() - began, !answered);
    }
  }

  @Override
  public void close() {
    pool.close();
    jaasName.ifPresent(SharedTickets::withdraw);
  }
}
