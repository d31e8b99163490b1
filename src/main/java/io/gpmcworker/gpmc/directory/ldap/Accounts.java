package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.UncheckedGpmcException;
import io.gpmcworker.policy.backup.AccountResolver;
import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.security.Sid;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of a domain, by SID. Remembers what it has looked up, so it is for one operation.
 */
public final class Accounts implements AccountResolver {

  private static final int DOMAIN_LOCAL = 4;
  private static final int UNIVERSAL = 8;

  private final DomainInfo domain;
  private final LdapSession session;
  private final Map<Sid, Optional<Account>> known = new ConcurrentHashMap<>();

  Accounts(DomainInfo domain, LdapSession session) {
    this.domain = domain;
    this.session = session;
  }

  /**
   * The account with a SID; empty for one that no domain issued, or that this domain does not know.
   *
   * @throws UncheckedGpmcException if the directory does not answer
   */
  @Override
  public Optional<Account> resolve(Sid sid) {
    return sid.isDomainRelative() ? known.computeIfAbsent(sid, this::lookUp) : Optional.empty();
  }

  private Optional<Account> lookUp(Sid sid) {
    try {
      return session
          .search(
              domain.baseDn(),
              SearchScope.SUB,
              Filter.createEqualityFilter("objectSid", sid.toByteArray()),
              "looking up the account " + sid,
              new Control[0],
              "sAMAccountName",
              "objectClass",
              "groupType",
              "userPrincipalName")
          .stream()
          .flatMap(entry -> account(entry).stream())
          .findFirst();
    } catch (GpmcException e) {
      throw new UncheckedGpmcException(e);
    }
  }

  private Optional<Account> account(SearchResultEntry entry) {
    @Nullable String name = entry.getAttributeValue("sAMAccountName");
    if (name == null) {
      return Optional.empty();
    }
    @Nullable String upn = entry.getAttributeValue("userPrincipalName");
    return Optional.of(
        new Account(
            name,
            type(entry),
            domain.netBiosName(),
            domain.dnsName(),
            upn == null ? name + "@" + domain.dnsName() : upn));
  }

  private static SecurityGroup.Type type(SearchResultEntry entry) {
    if (entry.hasObjectClass("computer")) {
      return SecurityGroup.Type.Computer;
    }
    if (!entry.hasObjectClass("group")) {
      return entry.hasObjectClass("user") ? SecurityGroup.Type.User : SecurityGroup.Type.Unknown;
    }
    int groupType = Optional.ofNullable(entry.getAttributeValueAsInteger("groupType")).orElse(0);
    if ((groupType & UNIVERSAL) != 0) {
      return SecurityGroup.Type.UniversalGroup;
    }
    return (groupType & DOMAIN_LOCAL) != 0
        ? SecurityGroup.Type.LocalGroup
        : SecurityGroup.Type.GlobalGroup;
  }
}
