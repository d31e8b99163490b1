package io.gpmcworker.policy.backup;

import io.gpmcworker.policy.backup.BackupObject.DsAttribute;
import io.gpmcworker.policy.backup.BackupObject.DsObject;
import io.gpmcworker.policy.backup.BackupObject.DsSecurityDescriptor;
import io.gpmcworker.policy.backup.BackupObject.FsObject;
import io.gpmcworker.policy.xml.XmlWriter;

/**
 * Writes the nodes of an extension's tree. Files and folders stand on one line however they nest;
 * in a template the parts of a directory object have a line each, in the catch-all they have not.
 */
final class BackupObjectWriter {

  /** Marks an object that stands for one package, written in the place of its pattern. */
  private static final String INSTANCE_FUNCTION = "SIProcessPackageObject";

  private final XmlWriter xml;
  private final boolean lines;

  private BackupObjectWriter(XmlWriter xml, boolean lines) {
    this.xml = xml;
    this.lines = lines;
  }

  static BackupObjectWriter onLines(XmlWriter xml) {
    return new BackupObjectWriter(xml, true);
  }

  static BackupObjectWriter onOneLine(XmlWriter xml) {
    return new BackupObjectWriter(xml, false);
  }

  void write(BackupObject object) {
    write(object, 1);
  }

  private void write(BackupObject object, int depth) {
    switch (object) {
      case FsObject fs -> fsObject(fs);
      case DsObject ds -> dsObject(ds, depth);
      case DsSecurityDescriptor descriptor ->
          xml.start("SecurityDescriptor").text(descriptor.hex()).end();
      case DsAttribute attribute -> dsAttribute(attribute, depth);
    }
  }

  private void fsObject(FsObject fs) {
    xml.start(fs.kind().element())
        .attribute("bkp:Path", fs.path())
        .attribute("bkp:SourceExpandedPath", fs.sourceExpandedPath());
    fs.reEvaluateFunction().ifPresent(name -> xml.attribute("bkp:ReEvaluateFunction", name));
    fs.location().ifPresent(location -> xml.attribute("bkp:Location", location));
    fs.children().forEach(child -> write(child, 1));
    xml.end();
  }

  private void dsObject(DsObject ds, int depth) {
    xml.start("DSObject");
    if (!lines) {
      xml.attribute("bkp:Path", ds.path())
          .attribute("bkp:SourceExpandedPath", ds.sourceExpandedPath())
          .attribute("bkp:ObjectClass", ds.objectClass());
    } else if (isInstance(ds)) {
      xml.attribute("bkp:ObjectClass", ds.objectClass())
          .attribute("bkp:Path", ds.path())
          .attribute("bkp:SourceExpandedPath", ds.sourceExpandedPath());
    } else {
      xml.attribute("bkp:Path", ds.path())
          .attribute("bkp:ObjectClass", ds.objectClass())
          .attribute("bkp:SourceExpandedPath", ds.sourceExpandedPath());
    }
    ds.reEvaluateFunction().ifPresent(name -> xml.attribute("bkp:ReEvaluateFunction", name));
    for (BackupObject child : ds.children()) {
      boolean instance = child instanceof DsObject object && isInstance(object);
      if (!instance && !(child instanceof FsObject)) {
        newLine(depth + 1);
      }
      write(child, instance ? depth : depth + 1);
    }
    if (!ds.children().isEmpty()) {
      newLine(depth);
    }
    xml.end();
  }

  private static boolean isInstance(DsObject ds) {
    return ds.reEvaluateFunction().filter(INSTANCE_FUNCTION::equals).isPresent();
  }

  private void dsAttribute(DsAttribute attribute, int depth) {
    xml.start(attribute.element()).attribute("bkp:DSAttrName", attribute.name());
    boolean expanded = attribute.element().equals(DsAttribute.EXPANDED_STRING);
    for (String value : attribute.values()) {
      if (expanded) {
        newLine(depth + 1);
        xml.start("DSValue").text(value).end();
      } else {
        xml.cdata("DSValue", value);
      }
    }
    if (expanded && !attribute.values().isEmpty()) {
      newLine(depth);
    }
    xml.end();
  }

  private void newLine(int depth) {
    if (lines) {
      xml.raw(BackupDocumentWriter.NEW_LINE + "    ".repeat(depth + 2));
    }
  }
}
