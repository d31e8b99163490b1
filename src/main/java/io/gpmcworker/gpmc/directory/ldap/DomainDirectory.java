package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.Sid;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A domain's directory. Connects when first needed. Safe for use by many threads. */
public final class DomainDirectory implements AutoCloseable {

  private static final Control[] NO_CONTROLS = {};

  private final String dnsName;
  private final LdapSession session;
  private final KnownAccounts knownAccounts = new KnownAccounts();
  private final AtomicReference<@Nullable DomainInfo> info = new AtomicReference<>();

  /** The directory of the domain with the given DNS name. */
  public DomainDirectory(String dnsName, LdapSession session) {
    this.dnsName = dnsName;
    this.session = session;
  }

  /**
   * What the domain is. Asked once.
   *
   * @throws GpmcException if the controller does not answer, or serves another domain
   */
  public DomainInfo info() throws GpmcException {
    @Nullable DomainInfo known = info.get();
    if (known == null) {
      known = readInfo();
      info.set(known);
    }
    return known;
  }

  /**
   * Makes sure that the controller answers, and that it serves this domain.
   *
   * @throws GpmcException if it does not
   */
  public void check() throws GpmcException {
    info();
    session.read("", "asking whether it answers", NO_CONTROLS, "currentTime");
  }

  private DomainInfo readInfo() throws GpmcException {
    String doing = "reading the rootDSE";
    SearchResultEntry root =
        session
            .read(
                "",
                doing,
                NO_CONTROLS,
                "defaultNamingContext",
                "configurationNamingContext",
                "dnsHostName",
                "vendorName")
            .orElseThrow(() -> incomplete("no rootDSE"));
    String baseDn = required(root, "defaultNamingContext");
    if (!Som.dnsName(baseDn).equalsIgnoreCase(dnsName)) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DOMAINNAME,
          "The domain controller serves "
              + Som.dnsName(baseDn)
              + " and not "
              + dnsName
              + "; correct the domain's LDAP address or its DNS name.");
    }
    String configurationDn = required(root, "configurationNamingContext");
    SearchResultEntry domain =
        session
            .read(baseDn, "reading the domain", NO_CONTROLS, "objectGUID", "objectSid")
            .orElseThrow(() -> incomplete("no object " + baseDn));
    try {
      return new DomainInfo(
          dnsName,
          netBiosName(baseDn, configurationDn),
          baseDn,
          configurationDn,
          AdValues.guid(requiredBytes(domain, "objectGUID"))
              .orElseThrow(() -> incomplete("no objectGUID")),
          Sid.read(requiredBytes(domain, "objectSid")),
          required(root, "dnsHostName"),
          product(root));
    } catch (MalformedPolicyException e) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DATA, "The domain's objectSid is malformed: " + e.reason(), e);
    }
  }

  /** Active Directory names no vendor. */
  private static DomainInfo.Product product(SearchResultEntry root) {
    @Nullable String vendor = root.getAttributeValue("vendorName");
    return vendor != null && vendor.startsWith("Samba")
        ? DomainInfo.Product.SAMBA
        : DomainInfo.Product.ACTIVE_DIRECTORY;
  }

  private String netBiosName(String baseDn, String configurationDn) throws GpmcException {
    return session
        .search(
            "CN=Partitions," + configurationDn,
            SearchScope.ONE,
            Filter.createEqualityFilter("nCName", baseDn),
            "reading the domain's NetBIOS name",
            NO_CONTROLS,
            "nETBIOSName")
        .stream()
        .flatMap(entry -> Optional.ofNullable(entry.getAttributeValue("nETBIOSName")).stream())
        .findFirst()
        .orElseGet(
            () -> dnsName.substring(0, (dnsName + ".").indexOf('.')).toUpperCase(Locale.ROOT));
  }

  private static String required(SearchResultEntry entry, String name) throws GpmcException {
    @Nullable String value = entry.getAttributeValue(name);
    if (value == null) {
      throw incomplete("no " + name);
    }
    return value;
  }

  private static byte[] requiredBytes(SearchResultEntry entry, String name) throws GpmcException {
    byte @Nullable [] value = entry.getAttributeValueBytes(name);
    if (value == null) {
      throw incomplete("no " + name);
    }
    return value;
  }

  private static GpmcException incomplete(String what) {
    return new GpmcException(
        HResult.ERROR_DS_OPERATIONS_ERROR,
        "The directory does not look like Active Directory: it gives "
            + what
            + ". Check the address, and that the account may read the domain.");
  }

  /** The domain's GPOs. */
  public GpoContainers gpos() throws GpmcException {
    return new GpoContainers(info(), session);
  }

  /**
   * Whether the account may create GPOs, as the directory itself computes it (MS-ADTS
   * 3.1.1.4.5.12).
   *
   * @return what was seen
   * @throws GpmcException if it may not, or the directory does not answer
   */
  public String creationRight() throws GpmcException {
    SearchResultEntry policies =
        session
            .read(
                info().policiesDn(),
                "reading the right to create GPOs",
                NO_CONTROLS,
                "allowedChildClasses",
                "allowedChildClassesEffective")
            .orElseThrow(() -> incomplete("no container of GPOs"));
    if (policies.hasAttributeValue("allowedChildClassesEffective", "groupPolicyContainer")) {
      return "the account may create GPOs";
    }
    if (!policies.hasAttribute("allowedChildClasses")) {
      return "this directory does not tell";
    }
    throw new GpmcException(
        HResult.E_ACCESSDENIED, "The account may not create GPOs in the domain " + dnsName + ".");
  }

  /** The domain's accounts; remembers those it has looked up. */
  public Accounts accounts() throws GpmcException {
    return new Accounts(info(), session, knownAccounts);
  }

  /** A WMI filter of this domain; empty if it does not exist, or is another domain's. */
  public Optional<WmiFilter> wmiFilter(WmiFilterLink link) throws GpmcException {
    return session
        .search(
            info().wmiFiltersDn(),
            SearchScope.ONE,
            Filter.createEqualityFilter("msWMI-ID", link.id()),
            "looking up WMI filter " + link.id(),
            NO_CONTROLS,
            "msWMI-Name",
            "msWMI-Parm1")
        .stream()
        .map(entry ->
            new WmiFilter(
                Optional.ofNullable(entry.getAttributeValue("msWMI-Name")).orElse(""),
                Optional.ofNullable(entry.getAttributeValue("msWMI-Parm1")).orElse("")))
        .findFirst();
  }

  /** Where a GPO is linked: the domain, its organizational units and the forest's sites. */
  public List<SomLink> links(GpoContainer gpo) throws GpmcException {
    return Som.links(info(), session, gpo).of(gpo);
  }

  /** Where every GPO is linked, read at once. */
  public GpoLinks links() throws GpmcException {
    return Som.links(info(), session);
  }

  /**
   * Links a GPO, behind all other links of that place (MS-GPOL 3.3.5.7).
   *
   * @param somDn the domain, site or organizational unit
   * @param options bit 0: the link is off; bit 1: it is enforced
   */
  public void link(GpoContainer gpo, String somDn, int options) throws GpmcException {
    Som.link(session, gpo, somDn, options);
  }

  /** Adds a WMI filter that runs one query (MS-GPOL 2.2.5). */
  public void createWmiFilter(WmiFilterLink link, WmiFilter filter, String query)
      throws GpmcException {
    String now = AdValues.wmiTime(Instant.now());
    Entry entry = new Entry("CN=" + link.id() + "," + info().wmiFiltersDn());
    entry.addAttribute("objectClass", "top", "msWMI-Som");
    entry.addAttribute("msWMI-ID", link.id());
    entry.addAttribute("msWMI-Name", filter.name());
    if (!filter.description().isEmpty()) {
      entry.addAttribute("msWMI-Parm1", filter.description());
    }
    entry.addAttribute(
        "msWMI-Parm2", "1;3;10;%d;WQL;root\\CIMv2;%s;".formatted(query.length(), query));
    entry.addAttribute("msWMI-Author", "Administrator@" + dnsName);
    entry.addAttribute("msWMI-CreationDate", now);
    entry.addAttribute("msWMI-ChangeDate", now);
    session.add(entry, "creating WMI filter '" + filter.name() + "'");
  }

  @Override
  public void close() {
    session.close();
  }
}
