package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.GpoName;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.gpo.GpoVersion;
import io.gpmcworker.policy.gpo.WmiFilterLink;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The GPOs of a domain as its directory holds them: groupPolicyContainer (MS-GPOL 2.2.3). */
public final class GpoContainers {

  private static final String[] ATTRIBUTES = {
    "cn",
    "displayName",
    "flags",
    "versionNumber",
    "gPCMachineExtensionNames",
    "gPCUserExtensionNames",
    "gPCWQLFilter",
    "gPCFileSysPath",
    "nTSecurityDescriptor",
    "whenCreated",
    "whenChanged"
  };

  /** What a restore replaces. */
  private static final String[] REPLACED = {
    "displayName",
    "flags",
    "gPCMachineExtensionNames",
    "gPCUserExtensionNames",
    "gPCWQLFilter",
    "versionNumber",
    "nTSecurityDescriptor"
  };

  /** Without the SACL, which takes a privilege to read and is in no backup. */
  private static final Control[] READ_SECURITY = {
    SdFlagsControl.of(SdFlagsControl.OWNER | SdFlagsControl.GROUP | SdFlagsControl.DACL)
  };

  private static final Control[] WRITE_DACL = {SdFlagsControl.of(SdFlagsControl.DACL)};
  private static final int FUNCTIONALITY_VERSION = 2;
  private static final int MAX_CANDIDATES_NAMED = 10;

  private final DomainInfo domain;
  private final LdapSession session;

  GpoContainers(DomainInfo domain, LdapSession session) {
    this.domain = domain;
    this.session = session;
  }

  /** Is told of GPOs that are there and cannot be read. */
  @FunctionalInterface
  public interface Unreadable {
    /** One of them. It may throw to end the search. */
    void gpo(UUID id, String dn, GpmcException why) throws GpmcException;
  }

  private static final Unreadable ENDS_THE_SEARCH =
      (id, dn, why) -> {
        throw why;
      };

  /** Every GPO, by display name. */
  public List<GpoContainer> all() throws GpmcException {
    return all(ENDS_THE_SEARCH);
  }

  /** Every GPO that can be read, by display name. */
  public List<GpoContainer> all(Unreadable unreadable) throws GpmcException {
    List<GpoContainer> found =
        new ArrayList<>(
            search(
                Filter.createEqualityFilter("objectClass", "groupPolicyContainer"),
                "listing the GPOs",
                unreadable));
    found.sort(
        Comparator.comparing(
                (GpoContainer gpo) -> gpo.attributes().displayName(), String.CASE_INSENSITIVE_ORDER)
            .thenComparing(gpo -> gpo.attributes().id()));
    return found;
  }

  /**
   * The GPO that a name means.
   *
   * @throws GpmcException if there is none, or if there are several of that display name
   */
  public GpoContainer get(GpoName name) throws GpmcException {
    return switch (name) {
      case GpoName.ById(UUID id) -> find(id).orElseThrow(() -> notFound(name));
      case GpoName.ByDisplayName(String displayName) -> onlyOne(displayName);
    };
  }

  private GpmcException notFound(GpoName name) {
    return new GpmcException(
        HResult.ERROR_DS_NO_SUCH_OBJECT,
        "There is no GPO '%s' in domain %s.".formatted(name, domain.dnsName()));
  }

  /** The GPOs of a display name; any number of them. */
  public List<GpoContainer> named(String displayName) throws GpmcException {
    return search(
        Filter.createANDFilter(
            Filter.createEqualityFilter("objectClass", "groupPolicyContainer"),
            Filter.createEqualityFilter("displayName", displayName)),
        "looking up GPO '" + displayName + "'",
        ENDS_THE_SEARCH);
  }

  private GpoContainer onlyOne(String displayName) throws GpmcException {
    List<GpoContainer> found = named(displayName);
    if (found.isEmpty()) {
      throw notFound(new GpoName.ByDisplayName(displayName));
    }
    if (found.size() > 1) {
      throw new GpmcException(
          HResult.E_INVALIDARG,
          "%d GPOs of domain %s are named '%s'; name one by its GUID: %s."
              .formatted(
                  found.size(),
                  domain.dnsName(),
                  displayName,
                  found.stream()
                      .limit(MAX_CANDIDATES_NAMED)
                      .map(gpo -> Guids.braced(gpo.attributes().id()))
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    return found.getFirst();
  }

  private List<GpoContainer> search(Filter filter, String doing, Unreadable unreadable)
      throws GpmcException {
    List<GpoContainer> found = new ArrayList<>();
    for (SearchResultEntry entry :
        session.search(
            domain.policiesDn(), SearchScope.ONE, filter, doing, READ_SECURITY, ATTRIBUTES)) {
      Optional<UUID> id =
          Optional.ofNullable(entry.getAttributeValue("cn")).flatMap(Guids::parseBraced);
      if (id.isPresent()) {
        try {
          found.add(container(id.get(), entry));
        } catch (GpmcException e) {
          unreadable.gpo(id.get(), entry.getDN(), e);
        }
      }
    }
    return found;
  }

  /** The GPO of the given GUID. */
  public Optional<GpoContainer> find(UUID id) throws GpmcException {
    Optional<SearchResultEntry> entry =
        session.read(dn(id), "reading GPO " + Guids.braced(id), READ_SECURITY, ATTRIBUTES);
    return entry.isPresent() ? Optional.of(container(id, entry.get())) : Optional.empty();
  }

  /** The distinguished name of the GPO with the given GUID. */
  public String dn(UUID id) {
    return "CN=" + Guids.braced(id) + "," + domain.policiesDn();
  }

  private GpoContainer container(UUID id, SearchResultEntry entry) throws GpmcException {
    try {
      byte @Nullable [] descriptor = entry.getAttributeValueBytes("nTSecurityDescriptor");
      if (descriptor == null) {
        throw new GpmcException(
            HResult.E_ACCESSDENIED,
            "The permissions of GPO %s may not be read; grant the worker's account Read on it."
                .formatted(Guids.braced(id)));
      }
      GpoAttributes attributes =
          new GpoAttributes(
              id,
              domain.dnsName(),
              text(entry, "displayName"),
              new GpoFlags(number(entry, "flags")),
              GpoVersion.unpack(number(entry, "versionNumber")),
              text(entry, "gPCMachineExtensionNames"),
              text(entry, "gPCUserExtensionNames"),
              WmiFilterLink.parseAttribute(text(entry, "gPCWQLFilter")),
              SecurityDescriptor.read(descriptor));
      return new GpoContainer(
          entry.getDN(), attributes, time(entry, "whenCreated"), time(entry, "whenChanged"));
    } catch (MalformedPolicyException e) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DATA,
          "GPO %s cannot be read from the directory: its %s is malformed (%s)."
              .formatted(Guids.braced(id), e.file(), e.reason()),
          e);
    }
  }

  private static String text(SearchResultEntry entry, String name) {
    return Optional.ofNullable(entry.getAttributeValue(name)).orElse("");
  }

  private static int number(SearchResultEntry entry, String name) {
    return Optional.ofNullable(entry.getAttributeValueAsInteger(name)).orElse(0);
  }

  private static Instant time(SearchResultEntry entry, String name) {
    return AdValues.time(text(entry, name)).orElse(Instant.EPOCH);
  }

  /**
   * Adds a GPO, its children {@code CN=Machine} and {@code CN=User} with it (MS-GPOL 2.2.8.1).
   * Without a DACL given, it gets that of its class. Nothing of it is left if that fails halfway.
   */
  public void create(GpoAttributes gpo) throws GpmcException {
    String doing = "creating GPO " + Guids.braced(gpo.id());
    Entry container = new Entry(dn(gpo.id()));
    container.addAttribute("objectClass", "top", "container", "groupPolicyContainer");
    container.addAttribute("gPCFileSysPath", fileSysPath(gpo.id()));
    container.addAttribute("gPCFunctionalityVersion", Integer.toString(FUNCTIONALITY_VERSION));
    container.addAttribute("showInAdvancedViewOnly", "TRUE");
    for (Modification value : values(gpo)) {
      Attribute attribute = value.getAttribute();
      if (attribute.size() > 0) {
        container.addAttribute(attribute);
      }
    }
    session.add(container, doing, WRITE_DACL);
    try {
      for (GpoSide side : GpoSide.values()) {
        Entry child = new Entry("CN=" + side.folder() + "," + container.getDN());
        child.addAttribute("objectClass", "top", "container");
        session.add(child, doing);
      }
    } catch (GpmcException e) {
      delete(gpo.id());
      throw e;
    }
  }

  /** {@code gPCFileSysPath} of a GPO. */
  private String fileSysPath(UUID id) {
    return "\\\\%s\\sysvol\\%s\\Policies\\%s"
        .formatted(domain.dnsName(), domain.dnsName(), Guids.braced(id));
  }

  /** What lies in {@code CN=Machine} or {@code CN=User}: the packages of Software Installation. */
  public List<DirectoryObject> objects(UUID id, GpoSide side) throws GpmcException {
    try {
      return ChildObjects.read(session, halfDn(id, side));
    } catch (GpmcException e) {
      if (e.hresult().equals(HResult.ERROR_DS_NO_SUCH_OBJECT)) {
        return List.of();
      }
      throw e;
    }
  }

  /** The GPOs of which {@link #objects} finds something, asked for all at once. */
  public Set<UUID> withObjects() throws GpmcException {
    int depth = ChildObjects.parse(domain.policiesDn()).getRDNs().length;
    Set<UUID> found = new HashSet<>();
    for (SearchResultEntry entry :
        session.search(
            domain.policiesDn(),
            SearchScope.SUB,
            Filter.createNOTFilter(
                Filter.createEqualityFilter("objectClass", "groupPolicyContainer")),
            "looking for what lies below the GPOs",
            new Control[0],
            SearchRequest.NO_ATTRIBUTES)) {
      RDN[] names = ChildObjects.parse(entry.getDN()).getRDNs();
      int below = names.length - depth;
      if (below > 2) {
        Guids.parseBraced(names[below - 1].getAttributeValues()[0]).ifPresent(found::add);
      }
    }
    return found;
  }

  /** The distinguished name of {@code CN=Machine} or {@code CN=User} of a GPO. */
  public String halfDn(UUID id, GpoSide side) {
    return "CN=" + side.folder() + "," + dn(id);
  }

  /** The halves of GPOs, to be changed. */
  public GpoHalves halves() {
    return new GpoHalves(this, session);
  }

  /** The packages that GPOs hold, to be changed. */
  public GpoPackages packages() {
    return new GpoPackages(this, session);
  }

  /**
   * Makes a GPO's attributes the given ones, in one request. Links are not touched, nor is the DACL
   * where none is given.
   */
  public void replace(GpoAttributes gpo) throws GpmcException {
    session.modify(dn(gpo.id()), values(gpo), "changing GPO " + Guids.braced(gpo.id()), WRITE_DACL);
  }

  /** A GPO's attributes and DACL exactly as they stand; empty if there is no such GPO. */
  public Optional<GpoSnapshot> snapshot(UUID id) throws GpmcException {
    return session
        .read(dn(id), "reading GPO " + Guids.braced(id), WRITE_DACL, REPLACED)
        .map(entry -> GpoSnapshot.of(id, entry));
  }

  /**
   * Puts back what {@link #replace} changed, and nothing else: who may edit a GPO but not its
   * permissions can take back an edit.
   */
  public void putBack(GpoSnapshot snapshot) throws GpmcException, MalformedPolicyException {
    Entry before = snapshot.entry();
    String doing = "putting back GPO " + Guids.braced(snapshot.id());
    Optional<Entry> now =
        session.read(dn(snapshot.id()), doing, WRITE_DACL, REPLACED).map(Function.identity());
    List<Modification> values = new ArrayList<>();
    for (String name : REPLACED) {
      byte[][] held = attribute(before, name).getValueByteArrays();
      if (now.isEmpty()
          || !Arrays.deepEquals(attribute(now.get(), name).getValueByteArrays(), held)) {
        values.add(new Modification(ModificationType.REPLACE, name, held));
      }
    }
    if (!values.isEmpty()) {
      session.modify(dn(snapshot.id()), values, doing, WRITE_DACL);
    }
  }

  /** Without a value, where the entry has none. */
  private static Attribute attribute(Entry entry, String name) {
    return Objects.requireNonNullElseGet(entry.getAttribute(name), () -> new Attribute(name));
  }

  private static List<Modification> values(GpoAttributes gpo) {
    List<Modification> values = new ArrayList<>();
    values.add(value("displayName", gpo.displayName()));
    values.add(value("flags", Integer.toString(gpo.flags().value())));
    values.add(value("gPCMachineExtensionNames", gpo.machineExtensionNames()));
    values.add(value("gPCUserExtensionNames", gpo.userExtensionNames()));
    values.add(value("gPCWQLFilter", gpo.wmiFilter().map(WmiFilterLink::toAttribute).orElse("")));
    values.add(value("versionNumber", Integer.toString(gpo.version().pack())));
    SecurityDescriptor permissions = gpo.securityDescriptor().daclOnly();
    if (permissions.hasControl(SecurityDescriptor.DACL_PRESENT)) {
      values.add(
          new Modification(
              ModificationType.REPLACE, "nTSecurityDescriptor", permissions.toByteArray()));
    }
    return values;
  }

  /** The attribute made to hold one value, or none if it is empty. */
  private static Modification value(String name, String value) {
    return value.isEmpty()
        ? new Modification(ModificationType.REPLACE, name)
        : new Modification(ModificationType.REPLACE, name, value);
  }

  /** Removes a GPO from the directory (MS-GPOL 3.3.5.6, first half); nothing to do without one. */
  public void delete(UUID id) throws GpmcException {
    session.deleteTree(dn(id), "deleting GPO " + Guids.braced(id));
  }
}
