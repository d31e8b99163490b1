package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import io.gpmcworker.policy.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code manifest.xml}: what backups a store has. A cache only; the folders decide.
 *
 * @param backups in file order; one written by hand may name a backup twice
 */
public record Manifest(List<BackupInst> backups) {

  public Manifest {
    backups = List.copyOf(backups);
  }

  /**
   * Reads a manifest.
   *
   * @throws MalformedPolicyException if it is none
   */
  public static Manifest read(byte[] content) throws MalformedPolicyException {
    XmlElement root = XmlReader.read(content, BackupXml.MANIFEST_FILE);
    if (!root.localName().equals("Backups")
        || !root.name().getNamespaceURI().equals(BackupXml.MANIFEST_NAMESPACE)) {
      throw new MalformedPolicyException(
          BackupXml.MANIFEST_FILE, "is no list of Backups but " + root.name());
    }
    List<BackupInst> backups = new ArrayList<>();
    for (XmlElement element : root.children()) {
      backups.add(BackupInstXml.read(element, BackupXml.MANIFEST_FILE));
    }
    return new Manifest(backups);
  }

  /** The file's bytes: one line without an end. */
  public byte[] toByteArray() {
    XmlWriter xml = new XmlWriter();
    xml.start("Backups")
        .attribute("xmlns", BackupXml.MANIFEST_NAMESPACE)
        .attribute("xmlns:mfst", BackupXml.MANIFEST_NAMESPACE)
        .attribute("mfst:version", "1.0");
    backups.forEach(inst -> BackupInstXml.writeEntry(xml, inst));
    return xml.end().toString().getBytes(StandardCharsets.UTF_8);
  }
}
