package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Scopes of management: what a GPO can be linked to (MS-GPOL 1.1, SOM). */
final class Som {

  private Som() {}

  /** The links of one GPO. */
  static GpoLinks links(DomainInfo domain, LdapSession session, GpoContainer gpo)
      throws GpmcException {
    return links(
        domain,
        session,
        Filter.createSubstringFilter(
            "gPLink", null, new String[] {GpoName.braced(gpo.attributes().id())}, null),
        "looking up the links of GPO " + gpo.label());
  }

  /** The links of all GPOs. */
  static GpoLinks links(DomainInfo domain, LdapSession session) throws GpmcException {
    return links(
        domain, session, Filter.createPresenceFilter("gPLink"), "looking up the links of all GPOs");
  }

  private static GpoLinks links(DomainInfo domain, LdapSession session, Filter linked, String doing)
      throws GpmcException {
    // The configuration is a naming context of its own in AD, and a search does not cross into it.
    Map<String, SearchResultEntry> scopes = new LinkedHashMap<>();
    for (String base : List.of(domain.baseDn(), domain.configurationDn())) {
      for (SearchResultEntry scope :
          session.search(base, SearchScope.SUB, linked, doing, new Control[0], "gPLink")) {
        scopes.put(scope.getDN(), scope);
      }
    }
    GpoLinks links = new GpoLinks();
    for (SearchResultEntry scope : scopes.values()) {
      String text = Optional.ofNullable(scope.getAttributeValue("gPLink")).orElse("");
      for (GpLink link : GpLink.parse(text)) {
        links.add(link.gpoDn(), link(domain, scope.getDN(), link));
      }
    }
    return links;
  }

  static void link(LdapSession session, GpoContainer gpo, String somDn, int options)
      throws GpmcException {
    String doing = "linking GPO " + gpo.label();
    String before =
        session
            .read(somDn, doing, new Control[0], "gPLink")
            .flatMap(scope -> Optional.ofNullable(scope.getAttributeValue("gPLink")))
            .orElse("");
    // The last of the list has the highest precedence, so that a new link goes to the front.
    GpLink link = new GpLink(gpo.dn(), options);
    session.modify(
        somDn, List.of(new Modification(ModificationType.REPLACE, "gPLink", link + before)), doing);
  }

  private static SomLink link(DomainInfo domain, String dn, GpLink link) {
    List<String> names = names(dn, domain.baseDn());
    return new SomLink(
        names.isEmpty() ? domain.dnsName().split("\\.")[0] : names.getFirst(),
        domain.dnsName()
            + names.reversed().stream().map(name -> "/" + name).collect(Collectors.joining()),
        link.enabled(),
        link.enforced());
  }

  /** The names of an entry and those above it, up to and without the domain. */
  private static List<String> names(String dn, String baseDn) {
    try {
      RDN[] rdns = new DN(dn).getRDNs();
      int above = new DN(baseDn).getRDNs().length;
      return Arrays.stream(rdns, 0, Math.max(0, rdns.length - above))
          .map(rdn -> rdn.getAttributeValues()[0])
          .toList();
    } catch (LDAPException e) {
      return List.of(dn);
    }
  }

  /** The DNS name of the domain with the given distinguished name. */
  static String dnsName(String baseDn) {
    try {
      return Arrays.stream(new DN(baseDn).getRDNs())
          .map(rdn -> rdn.getAttributeValues()[0])
          .collect(Collectors.joining("."));
    } catch (LDAPException e) {
      return baseDn;
    }
  }
}
