package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SubtreeDeleteRequestControl;
import io.gpmcworker.gpmc.GpmcException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one domain controller over pooled connections. Connects when first needed, and again
 * after the controller was away.
 */
public final class LdapSession implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 8;
  private static final int PAGE = 500;

  private final String server;
  private final LDAPConnectionPool pool;

  /** A session with nothing connected yet. */
  public LdapSession(LdapEndpoint endpoint) {
    this.server = endpoint.address().toString();
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(Math.toIntExact(endpoint.connectTimeout().toMillis()));
    options.setResponseTimeoutMillis(endpoint.responseTimeout().toMillis());
    options.setUseSynchronousMode(true);
    BindRequest bind =
        endpoint
            .bind()
            .map(as -> new SimpleBindRequest(as.name(), as.password()))
            .orElseGet(SimpleBindRequest::new);
    try {
      this.pool =
          new LDAPConnectionPool(
              new SingleServerSet(endpoint.host(), endpoint.port(), options),
              bind,
              0,
              MAX_CONNECTIONS);
    } catch (LDAPException e) {
      throw new IllegalStateException("a pool without connections cannot fail to connect", e);
    }
    // A change is never sent twice: the first may have arrived although its answer did not.
    pool.setRetryFailedOperationsDueToInvalidConnections(EnumSet.of(OperationType.SEARCH));
  }

  /** One entry; empty where there is none. */
  Optional<SearchResultEntry> read(
      String dn, String doing, Control[] controls, String... attributes) throws GpmcException {
    try {
      SearchRequest request =
          new SearchRequest(
              dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), attributes);
      request.setControls(controls);
      return Optional.ofNullable(pool.searchForEntry(request));
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
        SearchResult result = pool.search(request);
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
    try {
      Collection<Attribute> attributes = entry.getAttributes();
      pool.add(new AddRequest(entry.getDN(), attributes, controls));
    } catch (LDAPException e) {
      throw LdapErrors.of(server, doing, e);
    }
  }

  void modify(String dn, List<Modification> modifications, String doing, Control... controls)
      throws GpmcException {
    try {
      pool.modify(new ModifyRequest(dn, modifications, controls));
    } catch (LDAPException e) {
      throw LdapErrors.of(server, doing, e);
    }
  }

  /** Removes an entry and all below it; nothing to do where there is none. */
  void deleteTree(String dn, String doing) throws GpmcException {
    try {
      pool.delete(new DeleteRequest(dn, new Control[] {new SubtreeDeleteRequestControl(true)}));
    } catch (LDAPException e) {
      if (!e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        throw LdapErrors.of(server, doing, e);
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
