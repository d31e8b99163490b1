package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import io.gpmcworker.policy.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import javax.xml.namespace.QName;

/** {@code BackupInst} elements, on their own in bkupInfo.xml and in a row in manifest.xml. */
final class BackupInstXml {

  private static final QName SI_PRESENT = new QName(BackupXml.MANIFEST_NAMESPACE, "SIPresent");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private BackupInstXml() {}

  /** Reads a bkupInfo.xml. */
  static BackupInst readInfo(byte[] content) throws MalformedPolicyException {
    return read(XmlReader.read(content, BackupXml.INFO_FILE), BackupXml.INFO_FILE);
  }

  /** The bytes of a bkupInfo.xml: one line, ended by CRLF. */
  static byte[] writeInfo(BackupInst inst) {
    XmlWriter xml = new XmlWriter();
    xml.start("BackupInst").attribute("xmlns", BackupXml.MANIFEST_NAMESPACE);
    if (inst.siPresent()) {
      xml.attribute("xmlns:mfst", BackupXml.MANIFEST_NAMESPACE);
    }
    writeContent(xml, inst);
    return (xml + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static BackupInst read(XmlElement element, String file) throws MalformedPolicyException {
    if (!element.localName().equals("BackupInst")
        || !element.name().getNamespaceURI().equals(BackupXml.MANIFEST_NAMESPACE)) {
      throw new MalformedPolicyException(file, "expected a BackupInst, found " + element.name());
    }
    return new BackupInst(
        required(element, "GPOGuid", file),
        element.childText("GPODomain"),
        optional(element, "GPODomainGuid", file),
        element.childText("GPODomainController"),
        time(element.childText("BackupTime").strip(), file),
        required(element, "ID", file),
        element.childText("Comment"),
        element.childText("GPODisplayName"),
        element.attribute(SI_PRESENT).filter("true"::equals).isPresent());
  }

  /** Writes an entry of a manifest, whose root declares the prefix {@code mfst}. */
  static void writeEntry(XmlWriter xml, BackupInst inst) {
    xml.start("BackupInst").attribute("xmlns", BackupXml.MANIFEST_NAMESPACE);
    writeContent(xml, inst);
  }

  private static void writeContent(XmlWriter xml, BackupInst inst) {
    if (inst.siPresent()) {
      xml.attribute("mfst:SIPresent", "true");
    }
    xml.cdata("GPOGuid", Guids.braced(inst.gpoGuid()))
        .cdata("GPODomain", inst.gpoDomain())
        .cdata("GPODomainGuid", inst.gpoDomainGuid().map(Guids::bracedLowerCase).orElse(""))
        .cdata("GPODomainController", inst.gpoDomainController())
        .cdata("BackupTime", inst.backupTime().map(TIME::format).orElse(""))
        .cdata("ID", Guids.braced(inst.id()))
        .cdata("Comment", inst.comment())
        .cdata("GPODisplayName", inst.gpoDisplayName())
        .end();
  }

  private static UUID required(XmlElement element, String name, String file)
      throws MalformedPolicyException {
    return optional(element, name, file)
        .orElseThrow(() -> new MalformedPolicyException(file, "has no " + name));
  }

  private static Optional<UUID> optional(XmlElement element, String name, String file)
      throws MalformedPolicyException {
    String text = element.childText(name).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<UUID> id = Guids.parseBraced(text);
    if (id.isEmpty()) {
      throw new MalformedPolicyException(file, name + " is no {GUID}: '" + text + "'");
    }
    return id;
  }

  private static Optional<Instant> time(String text, String file) throws MalformedPolicyException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      throw new MalformedPolicyException(
          file, "BackupTime is no time such as 2017-11-16T10:13:23: '" + text + "'", e);
    }
  }
}
