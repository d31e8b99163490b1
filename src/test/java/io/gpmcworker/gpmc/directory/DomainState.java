package io.gpmcworker.gpmc.directory;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.StaticUtils;
import io.gpmcworker.gpmc.directory.ldap.SdFlagsControl;
import io.gpmcworker.gpmc.directory.sysvol.Sysvol;
import io.gpmcworker.gpmc.directory.sysvol.SysvolEntry;
import io.gpmcworker.gpmc.directory.sysvol.SysvolPath;
import io.gpmcworker.gpmc.directory.sysvol.SysvolTree;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.security.SecurityDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that a domain says of its GPOs: every attribute of every object, every link, and every byte
 * of every file.
 *
 * @param objects attributes by distinguished name in lower case
 * @param gpos what is in each GPO's folder, by the folder's name in lower case
 * @param rest what else is in SYSVOL
 */
record DomainState(
    Map<String, Map<String, String>> objects,
    Map<String, Map<String, String>> gpos,
    Map<String, String> rest) {

  private static final String WORK = "~gpmc-worker/";

  /** What a directory counts on its own, whatever is changed. */
  private static final Set<String> COUNTED =
      Set.of("whenchanged", "usnchanged", "dscorepropagationdata", "modifytimestamp");

  /** What a directory makes up for a new object. */
  private static final Set<String> MADE_UP =
      Set.of("objectguid", "whencreated", "usncreated", "createtimestamp");

  /** A half of a GPO, and what is in it. */
  private static final Pattern BELOW_GPO =
      Pattern.compile(".*,cn=\\{[0-9a-f-]{36}},cn=policies,cn=system,.*");

  static DomainState of(LDAPConnection directory, String baseDn, Sysvol sysvol)
      throws LDAPException, IOException {
    Map<String, Map<String, String>> gpos = new TreeMap<>();
    for (SysvolEntry gpo : sysvol.children(SysvolPath.POLICIES)) {
      gpos.put(GpoPath.fold(gpo.path().name()), tree(sysvol, gpo.path()));
    }
    Map<String, String> rest = tree(sysvol, SysvolPath.TOP);
    rest.keySet().removeIf(name -> name.startsWith("policies/"));
    return new DomainState(objects(directory, baseDn), gpos, rest);
  }

  /** This one, and as what else there is in it another that nothing may happen to. */
  DomainState beside(DomainState other) {
    Map<String, Map<String, String>> both = new TreeMap<>(objects);
    other.objects.forEach((dn, attributes) -> both.put("beside: " + dn, attributes));
    Map<String, String> files = new TreeMap<>(rest);
    other.gpos.forEach((gpo, tree) ->
        tree.forEach((name, content) -> files.put("beside: " + gpo + "/" + name, content)));
    other.rest.forEach((name, content) -> files.put("beside: " + name, content));
    return new DomainState(both, gpos, files);
  }

  private static Map<String, Map<String, String>> objects(LDAPConnection directory, String baseDn)
      throws LDAPException {
    Map<String, Map<String, String>> objects = new TreeMap<>();
    SearchRequest policies =
        new SearchRequest(
            "CN=Policies,CN=System," + baseDn,
            SearchScope.SUB,
            "(objectClass=*)",
            "*",
            "nTSecurityDescriptor");
    policies.addControl(
        SdFlagsControl.of(SdFlagsControl.OWNER | SdFlagsControl.GROUP | SdFlagsControl.DACL));
    for (SearchResultEntry entry : found(directory, policies)) {
      objects.put(GpoPath.fold(entry.getDN()), attributes(entry));
    }
    for (SearchResultEntry linked :
        found(directory, new SearchRequest(baseDn, SearchScope.SUB, "(gPLink=*)", "gPLink"))) {
      objects.put("links of " + GpoPath.fold(linked.getDN()), attributes(linked));
    }
    return objects;
  }

  private static List<SearchResultEntry> found(LDAPConnection directory, SearchRequest request)
      throws LDAPException {
    return Objects.requireNonNull(directory.search(request).getSearchEntries());
  }

  private static Map<String, String> attributes(SearchResultEntry entry) {
    Map<String, String> attributes = new TreeMap<>();
    for (Attribute attribute : entry.getAttributes()) {
      String name = attribute.getName().toLowerCase(Locale.ROOT);
      if (!COUNTED.contains(name)) {
        attributes.put(
            name,
            Arrays.stream(attribute.getValueByteArrays())
                .map(StaticUtils::toHex)
                .sorted()
                .collect(Collectors.joining(" ")));
      }
    }
    return attributes;
  }

  /** Every file and folder below a folder, with what it holds and its permissions. */
  static Map<String, String> tree(Sysvol sysvol, SysvolPath folder) throws IOException {
    Map<String, String> tree = contents(sysvol, folder);
    for (SysvolEntry entry : SysvolTree.list(sysvol, folder)) {
      String name = GpoPath.fold(entry.path().below(folder)) + (entry.folder() ? "/" : "");
      Optional<SecurityDescriptor> descriptor = sysvol.descriptor(entry.path());
      if (descriptor.isPresent()) {
        tree.merge(name, " " + descriptor.get().toHex(), String::concat);
      }
    }
    return tree;
  }

  /** A {@link #tree} without permissions. */
  static Map<String, String> contents(Sysvol sysvol, SysvolPath folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (SysvolEntry entry : SysvolTree.list(sysvol, folder)) {
      String name = GpoPath.fold(entry.path().below(folder));
      if (entry.folder()) {
        contents.put(name + "/", "");
      } else {
        try (InputStream in = sysvol.read(entry.path())) {
          byte[] bytes = in.readAllBytes();
          contents.put(name, bytes.length + ":" + Arrays.hashCode(bytes));
        }
      }
    }
    return contents;
  }

  /** A {@link #tree} without permissions: those of a new GPO follow when its object is there. */
  static Map<String, String> contents(Map<String, String> tree) {
    Map<String, String> contents = new TreeMap<>(tree);
    contents.replaceAll((name, content) -> content.replaceFirst(" .*", ""));
    return contents;
  }

  /**
   * What there is of one GPO.
   *
   * @param gpo its folder's name in lower case
   */
  DomainState only(String gpo) {
    Map<String, Map<String, String>> ofGpo = new TreeMap<>(objects);
    ofGpo.keySet().removeIf(dn -> !isOf(gpo, dn));
    Map<String, Map<String, String>> folder = new TreeMap<>(gpos);
    folder.keySet().retainAll(Set.of(gpo));
    return new DomainState(ofGpo, folder, Map.of());
  }

  /** All but some GPOs, which are named as in {@link #only}. */
  DomainState without(Set<String> some) {
    Map<String, Map<String, String>> others = new TreeMap<>(objects);
    others.keySet().removeIf(dn -> some.stream().anyMatch(gpo -> isOf(gpo, dn)));
    Map<String, Map<String, String>> folders = new TreeMap<>(gpos);
    folders.keySet().removeAll(some);
    return new DomainState(others, folders, rest);
  }

  private static boolean isOf(String gpo, String dn) {
    return dn.contains("cn=" + gpo + ",cn=policies,");
  }

  /** The GPOs of a display name, as in {@link #only}. */
  Set<String> named(String displayName) {
    Set<String> named = new TreeSet<>();
    for (Map.Entry<String, Map<String, String>> object : objects.entrySet()) {
      if (hex(displayName).equals(object.getValue().get("displayname"))) {
        named.add(object.getKey().split("[=,]", 3)[1]);
      }
    }
    return named;
  }

  /** What an operation should have removed: everything of its own but the markers of done ones. */
  Set<String> leftovers() {
    Set<String> left = new TreeSet<>(rest.keySet());
    left.removeIf(name ->
        !name.startsWith(WORK)
            || name.equals(WORK)
            || name.equals(WORK + "done/")
            || name.startsWith(WORK + "done/"));
    return left;
  }

  /** What in SYSVOL is no GPO and not an operation's. */
  Map<String, String> others() {
    Map<String, String> others = new TreeMap<>(rest);
    others.keySet().removeIf(name -> name.startsWith(WORK));
    return others;
  }

  /** Where it is not the expected state, one line for each attribute and file. */
  List<String> otherThan(DomainState expected) {
    List<String> lines = new ArrayList<>();
    compare("", objects, expected.objects, lines);
    compare("", gpos, expected.gpos, lines);
    compare("rest", others(), expected.others(), lines);
    return lines;
  }

  private static void compare(
      String place, Map<String, ?> now, Map<String, ?> expected, List<String> lines) {
    Set<String> names = new TreeSet<>(now.keySet());
    names.addAll(expected.keySet());
    for (String name : names) {
      Object is = now.get(name);
      Object was = expected.get(name);
      if (is instanceof Map<?, ?> some && was instanceof Map<?, ?> other) {
        compare(place + name + " ", texts(some), texts(other), lines);
      } else if (!Objects.equals(is, was)) {
        lines.add("%s%s is %s, not %s".formatted(place, name, is, was));
      }
    }
  }

  private static Map<String, String> texts(Map<?, ?> values) {
    Map<String, String> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name.toString(), value.toString()));
    return texts;
  }

  /**
   * The same with all that differs between two makings of the same GPO made alike: the GUIDs of
   * GPOs that {@code before} does not have, and what the directory makes up for a new object. The
   * objects below a GPO are new ones, too, but not the packages, whose GUIDs stay.
   */
  DomainState comparable(DomainState before) {
    Map<String, String> names = new HashMap<>();
    for (String gpo : new TreeSet<>(gpos.keySet())) {
      if (!before.gpos.containsKey(gpo)) {
        names.put(gpo, "{new " + names.size() + "}");
      }
    }
    Map<String, Map<String, String>> alike = new TreeMap<>();
    objects.forEach((dn, attributes) -> {
      if (before.objects.containsKey(dn) && !BELOW_GPO.matcher(dn).matches()) {
        alike.put(dn, attributes);
      } else if (attributes.getOrDefault("objectclass", "").contains(hex("packageRegistration"))) {
        Map<String, String> kept = new TreeMap<>(attributes);
        kept.keySet().removeAll(Set.of("whencreated", "usncreated"));
        alike.put(dn, kept);
      } else {
        Map<String, String> kept = new TreeMap<>(attributes);
        kept.keySet().removeAll(MADE_UP);
        kept.replaceAll((name, value) -> renamed(value, names, true));
        alike.put(renamed(dn, names, false), kept);
      }
    });
    Map<String, Map<String, String>> folders = new TreeMap<>();
    gpos.forEach((name, tree) -> folders.put(renamed(name, names, false), tree));
    return new DomainState(alike, folders, rest);
  }

  /** Values are in hexadecimal, and hold a GUID in either case. */
  private static String renamed(String text, Map<String, String> names, boolean hex) {
    String renamed = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      if (hex) {
        String upper = name.getKey().toUpperCase(Locale.ROOT);
        renamed = renamed.replace(hex(name.getKey()), name.getValue());
        renamed = renamed.replace(hex(upper), name.getValue());
      } else {
        renamed = renamed.replace(name.getKey(), name.getValue());
      }
    }
    return renamed;
  }

  private static String hex(String text) {
    return StaticUtils.toHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
