package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlReader;
import io.gpmcworker.policy.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code manifest.xml}: what backups a store has. A cache only; the folders decide.
 *
 * @param backups in file order
 */
public record Manifest(List<BackupInst> backups) {

  public Manifest {
    backups = List.copyOf(backups);
  }

  /**
   * Reads a manifest.
   *
   * @throws MalformedPolicyException if it is none, or names a backup twice
   */
  public static Manifest read(byte[] content) throws MalformedPolicyException {
    XmlElement root = XmlReader.read(content, BackupXml.MANIFEST_FILE);
    if (!root.localName().equals("Backups")
        || !root.name().getNamespaceURI().equals(BackupXml.MANIFEST_NAMESPACE)) {
      throw new MalformedPolicyException(
          BackupXml.MANIFEST_FILE, "is no list of Backups but " + root.name());
    }
    List<BackupInst> backups = new ArrayList<>();
    Set<UUID> ids = new HashSet<>();
    for (XmlElement element : root.children()) {
      BackupInst inst = BackupInstXml.read(element, BackupXml.MANIFEST_FILE);
      if (!ids.add(inst.id())) {
        throw new MalformedPolicyException(
            BackupXml.MANIFEST_FILE, "names the backup " + inst.id() + " twice");
      }
      backups.add(inst);
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
