package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.directory.call.UncheckedGpmcException;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.AccountResolver;
import io.gpmcworker.policy.backup.SecurityGroup;
import io.gpmcworker.policy.migration.TargetAccounts;
import io.gpmcworker.policy.security.Sid;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The accounts of a domain. Remembers what it has looked up, so it is for one operation. */
public final class Accounts implements AccountResolver, TargetAccounts {

  private static final int DOMAIN_LOCAL = 4;
  private static final int UNIVERSAL = 8;

  private final DomainInfo domain;
  private final LdapSession session;
  private final KnownAccounts lately;
  private final Map<Sid, Optional<Account>> known = new ConcurrentHashMap<>();

  Accounts(DomainInfo domain, LdapSession session, KnownAccounts lately) {
    this.domain = domain;
    this.session = session;
    this.lately = lately;
  }

  /**
   * The account with a SID; empty for one that no domain issued, or that this domain does not know.
   *
   * @throws UncheckedGpmcException if the directory does not answer
   */
  @Override
  public Optional<Account> resolve(Sid sid) {
    return sid.isDomainRelative()
        ? known.computeIfAbsent(sid, it -> lately.get(it).or(() -> lookUp(it)))
        : Optional.empty();
  }

  private Optional<Account> lookUp(Sid sid) {
    try {
      Optional<Account> found =
          session
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
      found.ifPresent(account -> lately.add(sid, account));
      return found;
    } catch (GpmcException e) {
      throw new UncheckedGpmcException(e);
    }
  }

  /**
   * The account of a name: {@code name@domain}, {@code DOMAIN\name}, or a plain name. That of a
   * computer may be written without the {@code $} at its end.
   *
   * @throws UncheckedGpmcException if the directory does not answer
   */
  @Override
  public Optional<Sid> find(String name) {
    return filter(name)
        .flatMap(filter -> {
          try {
            return session
                .search(
                    domain.baseDn(),
                    SearchScope.SUB,
                    filter,
                    "looking up the account '" + name + "'",
                    new Control[0],
                    "objectSid")
                .stream()
                .flatMap(entry -> sid(entry).stream())
                .findFirst();
          } catch (GpmcException e) {
            throw new UncheckedGpmcException(e);
          }
        });
  }

  private Optional<Filter> filter(String name) {
    int backslash = name.indexOf('\\');
    int at = name.lastIndexOf('@');
    if (backslash > 0) {
      return isOwnName(name.substring(0, backslash))
          ? Optional.of(byName(name.substring(backslash + 1)))
          : Optional.empty();
    }
    if (at > 0) {
      Filter byUpn = Filter.createEqualityFilter("userPrincipalName", name);
      return Optional.of(
          isOwnName(name.substring(at + 1))
              ? Filter.createORFilter(byUpn, byName(name.substring(0, at)))
              : byUpn);
    }
    return Optional.of(byName(name));
  }

  private boolean isOwnName(String name) {
    return name.equalsIgnoreCase(domain.dnsName()) || name.equalsIgnoreCase(domain.netBiosName());
  }

  private static Filter byName(String name) {
    return Filter.createORFilter(
        Filter.createEqualityFilter("sAMAccountName", name),
        Filter.createEqualityFilter("sAMAccountName", name + "$"));
  }

  private static Optional<Sid> sid(SearchResultEntry entry) {
    byte @Nullable [] sid = entry.getAttributeValueBytes("objectSid");
    try {
      return sid == null ? Optional.empty() : Optional.of(Sid.read(sid));
    } catch (MalformedPolicyException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> nameOf(Sid sid) {
    return resolve(sid)
        .map(account -> account.netBiosDomainName() + "\\" + account.samAccountName());
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
