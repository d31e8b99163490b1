package io.gpmcworker.policy.report.html;

import io.gpmcworker.policy.Corpus;
import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;
import io.gpmcworker.policy.xml.XmlElement;
import io.gpmcworker.policy.xml.XmlNode;
import io.gpmcworker.policy.xml.XmlReader;
import io.gpmcworker.policy.xml.XmlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.namespace.QName;

/**
 * The reports that real GPMC rendered, as documents: they hold more kinds of settings than ours.
 */
final class GpmcReports {

  private static final QName TYPE = new QName(ReportNamespaces.XSI, "type");
  private static final QName NIL = new QName(ReportNamespaces.XSI, "nil");

  private GpmcReports() {}

  /** Every report of the corpus by the folder of its backup. */
  static Map<Path, ReportElement> all() throws IOException {
    Map<Path, ReportElement> reports = new LinkedHashMap<>();
    for (Path file : Corpus.files("gpreport.xml")) {
      reports.put(
          file.getParent(), document(XmlReader.read(Files.readAllBytes(file), "gpreport.xml")));
    }
    return reports;
  }

  static ReportElement document(XmlElement element) {
    ReportElement copy = ReportElement.of(element.name().getNamespaceURI(), element.localName());
    element
        .attributes()
        .forEach((name, value) -> {
          if (name.equals(TYPE)) {
            // The prefix is lost; the content's namespace is the type's.
            String namespace =
                element.children().stream()
                    .findFirst()
                    .map(child -> child.name().getNamespaceURI())
                    .orElse("");
            copy.type(namespace, value.replaceFirst(".*:", ""));
          } else if (name.equals(NIL)) {
            copy.nil();
          } else {
            copy.attribute(name.getLocalPart(), value);
          }
        });
    boolean text = element.children().isEmpty();
    for (XmlNode node : element.nodes()) {
      switch (node) {
        case XmlElement child -> copy.add(document(child));
        case XmlText part -> {
          if (text) {
            copy.text(copy.text() + part.value());
          }
        }
      }
    }
    return copy;
  }
}
