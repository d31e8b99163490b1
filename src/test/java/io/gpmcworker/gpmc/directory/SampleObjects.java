package io.gpmcworker.gpmc.directory;

import io.gpmcworker.gpmc.directory.ldap.GpoContainers;
import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.backup.DirectoryObject;
import io.gpmcworker.policy.backup.PackageTemplate;
import io.gpmcworker.policy.gpo.GpoAttributes;
import io.gpmcworker.policy.gpo.GpoSide;
import io.gpmcworker.policy.security.Sddl;
import io.gpmcworker.policy.security.Sid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What extensions keep in the directory below a GPO. */
final class SampleObjects {

  private SampleObjects() {}

  /** Printers that are pushed, in a container. */
  static List<DirectoryObject> printers() {
    return List.of(
        object(
            "CN=PushedPrinterConnections",
            "container",
            Map.of("description", "pushed"),
            object("CN=First floor", "container", Map.of("displayName", "\\\\print\\first")),
            binary("CN=Third floor"),
            object("CN=Second floor", "container", Map.of())));
  }

  /** An IPsec policy's link, some containers down. */
  static List<DirectoryObject> deep() {
    return List.of(
        object(
            "CN=Microsoft",
            "container",
            Map.of(),
            object(
                "CN=Windows",
                "container",
                Map.of(),
                object("CN=IPSEC", "container", Map.of("description", "Servers – IPsec")))));
  }

  /** Gives a GPO packages of Software Installation. */
  static void install(GpoContainers gpos, UUID id, DirectoryObject... packages) throws Exception {
    GpoAttributes now = gpos.find(id).orElseThrow().attributes();
    gpos.replace(
        new GpoAttributes(
            id,
            now.domain(),
            now.displayName(),
            now.flags(),
            now.version(),
            now.machineExtensionNames() + SOFTWARE_INSTALLATION,
            now.userExtensionNames(),
            now.wmiFilter(),
            now.securityDescriptor()));
    gpos.halves().add(id, GpoSide.MACHINE, classStore(packages));
  }

  private static final String SOFTWARE_INSTALLATION =
      "[{C6DC5466-785A-11D2-84D0-00C04FB169F7}{942A8E4F-A261-11D1-A760-00C04FB9603F}]";

  /** A class store that holds packages. */
  static List<DirectoryObject> classStore(DirectoryObject... packages) {
    return List.of(
        object(
            "CN=Class Store",
            "classStore",
            Map.of("appSchemaVersion", "1740"),
            object("CN=Packages", "classStore", Map.of(), packages)));
  }

  /**
   * A package.
   *
   * @param identity the first byte of its GUID
   */
  static DirectoryObject registered(String name, int identity, String script, String sddl) {
    byte[] guid = new byte[16];
    guid[0] = (byte) identity;
    DirectoryObject plain =
        object(
            "CN={" + name + "}",
            PackageTemplate.CLASS,
            Map.of(
                "packageName",
                name,
                "msiScriptPath",
                script,
                "packageFlags",
                "-1610612464",
                "versionNumberHi",
                "2"));
    Map<String, List<Bytes>> attributes = new TreeMap<>(plain.attributes());
    attributes.put(PackageTemplate.IDENTITY, List.of(Bytes.of(guid)));
    attributes.put("url", List.of(bytes("http://a.example/"), bytes("http://b.example/")));
    return new DirectoryObject(
        plain.rdn(),
        plain.objectClass(),
        attributes,
        Optional.of(Bytes.of(descriptor(sddl))),
        List.of());
  }

  /** A package that gets its GUID, and its permissions, from the directory. */
  static DirectoryObject unregistered(String name, String script) {
    DirectoryObject registered = registered(name, 0, script, "D:");
    Map<String, List<Bytes>> attributes = new TreeMap<>(registered.attributes());
    attributes.remove(PackageTemplate.IDENTITY);
    return new DirectoryObject(
        registered.rdn(), registered.objectClass(), attributes, Optional.empty(), List.of());
  }

  private static byte[] descriptor(String sddl) {
    try {
      return Sddl.parse(sddl, Optional.of(DOMAIN)).toByteArray();
    } catch (Exception e) {
      throw new IllegalArgumentException(sddl, e);
    }
  }

  private static final Sid DOMAIN = Sid.of(5, 21, 1, 2, 3);

  private static DirectoryObject object(
      String rdn, String objectClass, Map<String, String> attributes, DirectoryObject... children) {
    Map<String, List<Bytes>> values = new TreeMap<>();
    attributes.forEach((name, value) -> values.put(name, List.of(bytes(value))));
    return new DirectoryObject(rdn, objectClass, values, Optional.empty(), List.of(children));
  }

  /** With values that no XML document holds as text. */
  private static DirectoryObject binary(String rdn) {
    return new DirectoryObject(
        rdn,
        "container",
        Map.of(
            "msiScript", List.of(Bytes.of(new byte[] {0, (byte) 0xFF, 'a'})),
            "description", List.of(bytes("first\r\nsecond"))),
        Optional.empty(),
        List.of());
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A package with other values and permissions. */
  static DirectoryObject changed(DirectoryObject registered) {
    Map<String, List<Bytes>> attributes = new TreeMap<>(registered.attributes());
    attributes.put("packageName", List.of(bytes("changed")));
    attributes.put("categories", List.of(bytes("0b9f6d10-3c55-4e0e-8f6e-000000000001")));
    attributes.remove("url");
    return new DirectoryObject(
        registered.rdn(),
        registered.objectClass(),
        attributes,
        Optional.of(Bytes.of(descriptor("D:(A;;GR;;;AU)"))),
        List.of());
  }

  /** The objects with other attributes, one more in each place, and packages with their GUIDs. */
  static List<DirectoryObject> changed(List<DirectoryObject> objects) {
    List<DirectoryObject> changed = new ArrayList<>();
    for (DirectoryObject object : objects) {
      if (object.isPackage()) {
        changed.add(changed(object));
      } else {
        changed.add(object.withChildren(changed(object.children())));
      }
    }
    if (objects.stream().anyMatch(DirectoryObject::isPackage)) {
      changed.add(registered("zz added", 99, "\\\\x\\added.aas", "D:(A;;GA;;;SY)"));
    } else if (!objects.isEmpty() && objects.stream().noneMatch(SampleObjects::holdsPackage)) {
      changed.removeFirst();
      changed.add(object("CN=zz added", "container", Map.of("description", "added")));
    }
    return changed;
  }

  private static boolean holdsPackage(DirectoryObject object) {
    return object.isPackage() || object.children().stream().anyMatch(SampleObjects::holdsPackage);
  }
}
