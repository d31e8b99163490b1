package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.DsSecurityDescriptor;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.gpo.GpoFlags;
import io.gpmcworker.policy.gpo.SideVersion;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads Backup.xml into its document; what it cannot keep, it refuses. */
final class BackupDocumentReader {

  private static final String VERSION = "2.0";
  private static final String TYPE = "GroupPolicyBackupTemplate";
  private static final long MAX_DWORD = 0xFFFF_FFFFL;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");
  private static final Pattern DS_ATTRIBUTE = Pattern.compile("DSAttribute[A-Za-z]{0,40}");

  private BackupDocumentReader() {}

  static BackupDocument read(byte[] content) throws MalformedPolicyException {
    XmlElement root = XmlReader.read(content, BackupXml.BACKUP_FILE);
    if (!root.localName().equals("GroupPolicyBackupScheme")
        || !root.name().getNamespaceURI().equals(BackupXml.BACKUP_NAMESPACE)) {
      throw malformed("is no GroupPolicyBackupScheme but " + root.name());
    }
    String version = root.attribute("version").orElse("");
    String type = root.attribute("type").orElse("");
    if (!version.equals(VERSION) || !type.equals(TYPE)) {
      throw malformed(
          "is of version '"
              + version
              + "' and type '"
              + type
              + "', only "
              + VERSION
              + " and "
              + TYPE
              + " are known");
    }
    XmlElement gpo = required(root, "GroupPolicyObject");
    List<GroupPolicyExtension> extensions = new ArrayList<>();
    for (XmlElement extension : gpo.children("GroupPolicyExtension")) {
      extensions.add(extension(extension));
    }
    return new BackupDocument(
        securityGroups(gpo),
        filePaths(gpo),
        coreSettings(required(gpo, "GroupPolicyCoreSettings")),
        extensions);
  }

  private static List<SecurityGroup> securityGroups(XmlElement gpo)
      throws MalformedPolicyException {
    List<SecurityGroup> groups = new ArrayList<>();
    for (XmlElement list : gpo.children("SecurityGroups")) {
      for (XmlElement group : list.children("Group")) {
        groups.add(
            new SecurityGroup(
                group.attribute("Source").filter("FromDACL"::equals).isPresent(),
                group.childText("Sid"),
                group.childText("SamAccountName"),
                type(group.childText("Type")),
                group.childText("NetBIOSDomainName"),
                group.childText("DnsDomainName"),
                group.childText("UPN")));
      }
    }
    return groups;
  }

  private static SecurityGroup.Type type(String text) throws MalformedPolicyException {
    for (SecurityGroup.Type type : SecurityGroup.Type.values()) {
      if (type.name().equals(text)) {
        return type;
      }
    }
    throw malformed("names a principal of the unknown type '" + text + "'");
  }

  private static List<String> filePaths(XmlElement gpo) {
    return gpo.children("FilePaths").stream()
        .flatMap(paths -> paths.children("Path").stream())
        .map(XmlElement::text)
        .toList();
  }

  private static GpoCoreSettings coreSettings(XmlElement core) throws MalformedPolicyException {
    return new GpoCoreSettings(
        guid(core.childText("ID")),
        core.childText("Domain"),
        core.childText("SecurityDescriptor"),
        core.childText("DisplayName"),
        new GpoFlags((int) number(core, "Options")),
        SideVersion.unpack(number(core, "UserVersionNumber")),
        SideVersion.unpack(number(core, "MachineVersionNumber")),
        core.childText("MachineExtensionGuids"),
        core.childText("UserExtensionGuids"),
        core.childText("WMIFilter"),
        core.child("WMIFilterName").map(XmlElement::text));
  }

  private static Optional<UUID> guid(String text) throws MalformedPolicyException {
    if (text.isBlank()) {
      return Optional.empty();
    }
    Optional<UUID> id = Guids.parseBraced(text.strip());
    if (id.isEmpty()) {
      throw malformed("GroupPolicyCoreSettings/ID is no {GUID}: '" + text + "'");
    }
    return id;
  }

  private static long number(XmlElement core, String name) throws MalformedPolicyException {
    String text = core.childText(name).strip();
    if (text.isEmpty()) {
      return 0;
    }
    if (!NUMBER.matcher(text).matches() || Long.parseLong(text) > MAX_DWORD) {
      throw malformed(name + " is no number from 0 to " + MAX_DWORD + ": '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private static GroupPolicyExtension extension(XmlElement extension)
      throws MalformedPolicyException {
    return new GroupPolicyExtension(
        attribute(extension, "ID"), attribute(extension, "DescName"), objects(extension));
  }

  /** Recursive; the reader of the XML bounds the depth. */
  private static List<BackupObject> objects(XmlElement parent) throws MalformedPolicyException {
    List<BackupObject> objects = new ArrayList<>();
    for (XmlElement child : parent.children()) {
      objects.add(object(child));
    }
    return objects;
  }

  private static BackupObject object(XmlElement element) throws MalformedPolicyException {
    return switch (element.localName()) {
      case "FSObjectFile" -> fsObject(FsObject.Kind.FILE, element);
      case "FSObjectDir" -> fsObject(FsObject.Kind.DIRECTORY, element);
      case "DSObject" ->
          new DsObject(
              attribute(element, "Path"),
              attribute(element, "ObjectClass"),
              element.attribute("SourceExpandedPath").orElse(""),
              element.attribute("ReEvaluateFunction"),
              objects(element));
      case "SecurityDescriptor" -> new DsSecurityDescriptor(element.text());
      default -> dsAttribute(element);
    };
  }

  private static FsObject fsObject(FsObject.Kind kind, XmlElement element)
      throws MalformedPolicyException {
    return new FsObject(
        kind,
        attribute(element, "Path"),
        element.attribute("SourceExpandedPath").orElse(""),
        element.attribute("ReEvaluateFunction"),
        element.attribute("Location"),
        objects(element));
  }

  private static DsAttribute dsAttribute(XmlElement element) throws MalformedPolicyException {
    if (!DS_ATTRIBUTE.matcher(element.localName()).matches()) {
      throw malformed("holds the unknown element " + element.localName());
    }
    return new DsAttribute(
        element.localName(),
        attribute(element, "DSAttrName"),
        element.children("DSValue").stream().map(XmlElement::text).toList());
  }

  private static XmlElement required(XmlElement parent, String name)
      throws MalformedPolicyException {
    return parent
        .child(name)
        .orElseThrow(() -> malformed("has no " + name + " in " + parent.localName()));
  }

  private static String attribute(XmlElement element, String name) throws MalformedPolicyException {
    return element
        .attribute(name)
        .orElseThrow(() -> malformed("has a " + element.localName() + " without " + name));
  }

  private static MalformedPolicyException malformed(String reason) {
    return new MalformedPolicyException(BackupXml.BACKUP_FILE, reason);
  }
}
