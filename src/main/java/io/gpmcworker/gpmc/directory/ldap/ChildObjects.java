package io.gpmcworker.gpmc.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import io.gpmcworker.gpmc.GpmcException;
import io.gpmcworker.gpmc.HResult;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.PackageTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What extensions keep in the directory below a GPO: the class store of Software Installation. */
final class ChildObjects {

  private static final Control[] WRITE_DACL = {SdFlagsControl.of(SdFlagsControl.DACL)};
  private static final Control[] READ_DACL = {SdFlagsControl.of(SdFlagsControl.DACL)};
  private static final int MAX_DEPTH = 16;

  /** Attributes that the directory keeps for itself. */
  private static final Set<String> SYSTEM =
      Set.of(
          "objectclass",
          "objectcategory",
          "cn",
          "name",
          "distinguishedname",
          "instancetype",
          "whencreated",
          "whenchanged",
          "usncreated",
          "usnchanged",
          "dscorepropagationdata",
          "ntsecuritydescriptor");

  private ChildObjects() {}

  /** The objects below an entry, as a tree. */
  static List<DirectoryObject> read(LdapSession session, String dn) throws GpmcException {
    List<SearchResultEntry> entries =
        session.search(
            dn,
            // With its base, which is passed over below: Active Directory knows no search without.
            SearchScope.SUB,
            Filter.createPresenceFilter("objectClass"),
            "reading what is below " + dn,
            READ_DACL,
            "*",
            "nTSecurityDescriptor");
    Map<DN, List<SearchResultEntry>> byParent = new LinkedHashMap<>();
    for (SearchResultEntry entry : entries) {
      byParent.computeIfAbsent(parent(entry), key -> new ArrayList<>()).add(entry);
    }
    return tree(byParent, parse(dn), 0);
  }

  private static DN parent(SearchResultEntry entry) throws GpmcException {
    @Nullable DN parent = parse(entry.getDN()).getParent();
    return parent == null ? DN.NULL_DN : parent;
  }

  static DN parse(String dn) throws GpmcException {
    try {
      return new DN(dn);
    } catch (LDAPException e) {
      throw new GpmcException(
          HResult.ERROR_INVALID_DATA, "The directory gave a malformed name: " + dn, e);
    }
  }

  private static List<DirectoryObject> tree(
      Map<DN, List<SearchResultEntry>> byParent, DN parent, int depth) throws GpmcException {
    List<DirectoryObject> objects = new ArrayList<>();
    if (depth < MAX_DEPTH) {
      for (SearchResultEntry entry : byParent.getOrDefault(parent, List.of())) {
        DN dn = parse(entry.getDN());
        objects.add(object(entry, dn, tree(byParent, dn, depth + 1)));
      }
    }
    objects.sort(Comparator.comparing(object -> object.rdn().toLowerCase(Locale.ROOT)));
    return objects;
  }

  private static DirectoryObject object(
      SearchResultEntry entry, DN dn, List<DirectoryObject> children) {
    String[] classes = entry.getObjectClassValues();
    String objectClass =
        classes == null || classes.length == 0 ? "top" : classes[classes.length - 1];
    Map<String, List<Bytes>> attributes = new LinkedHashMap<>();
    Collection<Attribute> all = entry.getAttributes();
    for (Attribute attribute : all) {
      if (isKept(attribute.getBaseName(), objectClass)) {
        attributes.put(
            attribute.getName(), Stream.of(attribute.getValueByteArrays()).map(Bytes::of).toList());
      }
    }
    return new DirectoryObject(
        String.valueOf(dn.getRDNString()),
        objectClass,
        attributes,
        Optional.ofNullable(entry.getAttributeValueBytes("nTSecurityDescriptor")).map(Bytes::of),
        children);
  }

  private static boolean isKept(String attribute, String objectClass) {
    // Packages are known by their GUIDs.
    return attribute.equalsIgnoreCase(PackageTemplate.IDENTITY)
        ? objectClass.equalsIgnoreCase(PackageTemplate.CLASS)
        : !SYSTEM.contains(attribute.toLowerCase(Locale.ROOT));
  }

  /** Adds objects and all below them. Recursive; what reads such trees bounds their depth. */
  static void addAll(LdapSession session, String parent, List<DirectoryObject> objects)
      throws GpmcException {
    for (DirectoryObject object : objects) {
      String dn = object.rdn() + "," + parent;
      Map<String, List<Bytes>> attributes = new LinkedHashMap<>();
      object
          .attributes()
          .forEach((name, values) -> {
            if (isKept(name, object.objectClass())) {
              attributes.put(name, values);
            }
          });
      object
          .securityDescriptor()
          .ifPresent(descriptor -> attributes.put("nTSecurityDescriptor", List.of(descriptor)));
      add(session, dn, List.of("top", object.objectClass()), attributes, WRITE_DACL);
      addAll(session, dn, object.children());
    }
  }

  /** Adds one object. */
  private static void add(
      LdapSession session,
      String dn,
      List<String> classes,
      Map<String, List<Bytes>> attributes,
      Control... controls)
      throws GpmcException {
    Entry entry = new Entry(dn);
    entry.addAttribute("objectClass", classes);
    attributes.forEach((name, values) ->
        entry.addAttribute(name, values.stream().map(Bytes::toArray).toArray(byte[][]::new)));
    session.add(entry, "creating " + dn, controls);
  }
}
