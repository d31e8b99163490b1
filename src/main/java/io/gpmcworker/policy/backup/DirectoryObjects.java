package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.DsSecurityDescriptor;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.policy.gpo.GpoSide;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns what lies below a GPO's container into Backup.xml's DSObjects. */
final class DirectoryObjects {

  private static final String CLASS_STORE = "CN=Class Store";
  private static final String PACKAGES = "CN=Packages";
  private static final String CLASS_STORE_CLASS = "classStore";
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final GpoContent content;
  private final Set<DirectoryObject> claimed = new HashSet<>();

  DirectoryObjects(GpoContent content) {
    this.content = content;
  }

  /**
   * The class store that a line of the template names, if the directory has it.
   *
   * @param file finds, and claims, a package's script among the GPO's files
   */
  Optional<DsObject> classStore(
      ExtensionTemplate.Line line, Function<GpoPath, Optional<FsObject>> file) {
    GpoSide side =
        line.path().endsWith(GpoSide.USER.directoryVariable()) ? GpoSide.USER : GpoSide.MACHINE;
    return content.objects(side).stream()
        .filter(object -> object.rdn().equalsIgnoreCase(CLASS_STORE))
        .findFirst()
        .map(store -> {
          claimed.add(store);
          return classStore(side, store, file);
        });
  }

  private DsObject classStore(
      GpoSide side, DirectoryObject store, Function<GpoPath, Optional<FsObject>> file) {
    List<BackupObject> packages = new ArrayList<>();
    for (DirectoryObject container : store.children()) {
      if (container.rdn().equalsIgnoreCase(PACKAGES)) {
        for (DirectoryObject registered : container.children()) {
          packages.addFirst(registeredPackage(side, registered, file));
        }
      }
    }
    packages.add(new DsSecurityDescriptor(""));
    packages.addAll(PackageTemplate.ATTRIBUTES);
    DsObject pattern =
        templateObject(
            side,
            "*,cn=Packages,cn=Class Store",
            PackageTemplate.CLASS,
            Optional.of("SIProcessAllPackageObjects"),
            packages);
    DsObject container =
        templateObject(
            side,
            "cn=Packages,cn=Class Store",
            CLASS_STORE_CLASS,
            Optional.empty(),
            List.of(pattern));
    List<BackupObject> parts = new ArrayList<>();
    parts.add(container);
    parts.add(filled(DsAttribute.DWORD, "appSchemaVersion", store));
    parts.add(filled(DsAttribute.STRING, "extensionName", store));
    parts.add(filled(DsAttribute.STRING, "description", store));
    parts.add(filled(DsAttribute.EXPANDED_STRING, "displayName", store));
    return templateObject(side, "cn=Class Store", CLASS_STORE_CLASS, Optional.empty(), parts);
  }

  private DsObject templateObject(
      GpoSide side,
      String name,
      String objectClass,
      Optional<String> function,
      List<BackupObject> children) {
    return new DsObject(
        name + "," + side.directoryVariable(),
        objectClass,
        name + "," + "cn=" + side.folder() + ",cn=" + containerName().substring("CN=".length()),
        function,
        children);
  }

  private DsObject registeredPackage(
      GpoSide side, DirectoryObject registered, Function<GpoPath, Optional<FsObject>> file) {
    List<BackupObject> children = new ArrayList<>();
    script(side, registered).flatMap(file).ifPresent(children::add);
    children.add(
        new DsSecurityDescriptor(
            registered.securityDescriptor().map(sd -> HEX.formatHex(sd.toArray())).orElse("")));
    for (DsAttribute attribute : PackageTemplate.ATTRIBUTES) {
      children.add(filled(attribute.element(), attribute.name(), registered));
    }
    String name = registered.rdn() + "," + PACKAGES + "," + CLASS_STORE + ",";
    return new DsObject(
        name + side.directoryVariable(),
        PackageTemplate.CLASS,
        name + "cn=" + side.folder() + ",cn=" + containerName().substring("CN=".length()),
        Optional.of("SIProcessPackageObject"),
        children);
  }

  /** The advertise script of a package: a file in the half's {@code Applications}. */
  private static Optional<GpoPath> script(GpoSide side, DirectoryObject registered) {
    return registered.values("msiScriptPath").stream()
        .findFirst()
        .map(DirectoryObjects::text)
        .flatMap(path -> {
          try {
            String name = path.substring(path.lastIndexOf('\\') + 1);
            return Optional.of(GpoPath.parse(side.folder() + "\\Applications\\" + name));
          } catch (MalformedPolicyException e) {
            // The attribute names no file, so there is none to back up with the package.
            return Optional.empty();
          }
        });
  }

  /** What no line of the template names, each half by name. */
  List<BackupObject> unclaimed() {
    List<BackupObject> objects = new ArrayList<>();
    for (GpoSide side : GpoSide.values()) {
      for (DirectoryObject object : content.objects(side)) {
        if (!claimed.contains(object)) {
          objects.add(
              generic(
                  object, side.directoryVariable(), "CN=" + side.folder() + "," + containerName()));
        }
      }
    }
    return objects;
  }

  /** Recursive; the directory bounds the depth of a name. */
  private static DsObject generic(DirectoryObject object, String path, String expandedPath) {
    List<BackupObject> children = new ArrayList<>();
    String ownPath = object.rdn() + "," + path;
    String ownExpandedPath = object.rdn() + "," + expandedPath;
    object
        .attributes()
        .forEach((name, values) ->
            children.add(
                values.stream().allMatch(DirectoryObjects::isText)
                    ? new DsAttribute(
                        DsAttribute.MULTI_STRING,
                        name,
                        values.stream().map(DirectoryObjects::text).toList())
                    : new DsAttribute(
                        DsAttribute.BINARY,
                        name,
                        values.stream().map(value -> HEX.formatHex(value.toArray())).toList())));
    object.children().forEach(child -> children.add(generic(child, ownPath, ownExpandedPath)));
    return new DsObject(ownPath, object.objectClass(), ownExpandedPath, Optional.empty(), children);
  }

  /** Whether a value comes out of an XML document as it went in. */
  private static boolean isText(Bytes value) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(value.toArray()))
          .chars()
          .allMatch(c -> c >= ' ' ? c < '\uFFFE' : c == '\t' || c == '\n');
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private DsAttribute filled(String syntax, String name, DirectoryObject object) {
    List<String> values =
        object.values(name).stream()
            .map(value ->
                switch (syntax) {
                  case DsAttribute.BINARY -> HEX.formatHex(value.toArray());
                  case DsAttribute.DWORD, DsAttribute.MULTI_DWORD -> unsigned(text(value));
                  case DsAttribute.EXPANDED_STRING ->
                      text(value).replace(containerName(), "%GPO_DSPATH%");
                  default -> text(value);
                })
            .toList();
    return new DsAttribute(syntax, name, values);
  }

  /** The directory's integers are signed, Backup.xml's are not. */
  private static String unsigned(String number) {
    return number.startsWith("-") ? Integer.toUnsignedString(Integer.parseInt(number)) : number;
  }

  private static String text(Bytes value) {
    return new String(value.toArray(), StandardCharsets.UTF_8);
  }

  private String containerName() {
    return content.source().containerName();
  }
}
