package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes Backup.xml as GPMC lays it out: its template filled in, UTF-8 without a mark, CRLF. */
final class BackupDocumentWriter {

  static final String NEW_LINE = "\r\n";

  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
          + "<!-- Copyright (c) Microsoft Corporation.  All rights reserved. -->";
  private static final String LINE = NEW_LINE + "        ";

  private final XmlWriter xml = new XmlWriter();

  private BackupDocumentWriter() {}

  static byte[] write(BackupDocument document) {
    BackupDocumentWriter writer = new BackupDocumentWriter();
    writer.document(document);
    return writer.xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void document(BackupDocument document) {
    xml.raw(HEAD)
        .start("GroupPolicyBackupScheme")
        .attribute("bkp:version", "2.0")
        .attribute("bkp:type", "GroupPolicyBackupTemplate")
        .attribute("xmlns:bkp", BackupXml.BACKUP_NAMESPACE)
        .attribute("xmlns", BackupXml.BACKUP_NAMESPACE)
        .raw(NEW_LINE + "    ")
        .start("GroupPolicyObject");
    securityGroups(document.securityGroups());
    xml.start("FilePaths");
    document.filePaths().forEach(path -> xml.cdataOrEmpty("Path", path));
    xml.end();
    coreSettings(document.coreSettings());
    xml.raw(" ");
    extensions(document.extensions());
    xml.end().raw(NEW_LINE).end();
  }

  private void securityGroups(List<SecurityGroup> groups) {
    xml.start("SecurityGroups");
    for (SecurityGroup group : groups) {
      xml.start("Group");
      if (group.fromDacl()) {
        xml.attribute("bkp:Source", "FromDACL");
      }
      xml.cdataOrEmpty("Sid", group.sid())
          .cdataOrEmpty("SamAccountName", group.samAccountName())
          .cdata("Type", group.type().name())
          .cdataOrEmpty("NetBIOSDomainName", group.netBiosDomainName())
          .cdataOrEmpty("DnsDomainName", group.dnsDomainName())
          .cdataOrEmpty("UPN", group.upn())
          .end();
    }
    xml.end();
  }

  private void coreSettings(GpoCoreSettings core) {
    xml.start("GroupPolicyCoreSettings")
        .cdataOrEmpty("ID", core.id().map(Guids::braced).orElse(""))
        .cdataOrEmpty("Domain", core.domain())
        .start("SecurityDescriptor")
        .text(core.securityDescriptorHex())
        .end()
        .cdataOrEmpty("DisplayName", core.displayName())
        .cdata("Options", Integer.toUnsignedString(core.flags().value()))
        .cdata("UserVersionNumber", Long.toString(core.userVersion().pack()))
        .cdata("MachineVersionNumber", Long.toString(core.machineVersion().pack()))
        .cdataOrEmpty("MachineExtensionGuids", core.machineExtensionGuids())
        .cdataOrEmpty("UserExtensionGuids", core.userExtensionGuids())
        .cdataOrEmpty("WMIFilter", core.wmiFilterPath());
    core.wmiFilterName().ifPresent(name -> xml.cdataOrEmpty("WMIFilterName", name));
    xml.end();
  }

  /** Each extension on its line of the template, in the document's order whatever it is. */
  private void extensions(List<GroupPolicyExtension> extensions) {
    boolean catchAllLast =
        !extensions.isEmpty()
            && extensions.getLast().id().equalsIgnoreCase(ExtensionTemplate.UNKNOWN_ID);
    int filled = 0;
    for (GroupPolicyExtension extension :
        catchAllLast ? extensions.subList(0, extensions.size() - 1) : extensions) {
      int line = ExtensionTemplate.of(extension).map(ExtensionTemplate::line).orElse(filled);
      for (; filled < line; filled++) {
        xml.raw(LINE);
      }
      xml.raw(LINE);
      extension(extension);
      filled++;
    }
    for (; filled < ExtensionTemplate.LINES; filled++) {
      xml.raw(LINE);
    }
    xml.raw(NEW_LINE + "    ");
    if (catchAllLast) {
      start(extensions.getLast());
      BackupObjectWriter objects = BackupObjectWriter.onOneLine(xml);
      extensions.getLast().objects().forEach(objects::write);
      xml.end();
    }
  }

  private void extension(GroupPolicyExtension extension) {
    start(extension);
    BackupObjectWriter objects = BackupObjectWriter.onLines(xml);
    List<Optional<BackupObject>> lines = new ArrayList<>();
    List<ExtensionTemplate.Line> template =
        ExtensionTemplate.of(extension).map(ExtensionTemplate::objects).orElse(List.of());
    int next = 0;
    for (ExtensionTemplate.Line line : template) {
      if (next < extension.objects().size() && line.holds(extension.objects().get(next))) {
        lines.add(Optional.of(extension.objects().get(next)));
        next++;
      } else {
        lines.add(Optional.empty());
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      xml.raw(NEW_LINE + template.get(i).indent());
      lines.get(i).ifPresent(objects::write);
    }
    for (BackupObject more : extension.objects().subList(next, extension.objects().size())) {
      xml.raw(NEW_LINE + "            ");
      objects.write(more);
    }
    xml.raw(LINE).end();
  }

  private void start(GroupPolicyExtension extension) {
    xml.start("GroupPolicyExtension")
        .attribute("bkp:ID", extension.id())
        .attribute("bkp:DescName", extension.descName());
  }
}
