package io.gpmcworker.policy.report.extension;

import io.gpmcworker.policy.report.document.ReportElement;
import io.gpmcworker.policy.report.document.ReportNamespaces;

/**
 * How the report names an extension.
 *
 * @param namespace of its settings
 * @param type the {@code xsi:type} of the Extension element
 * @param name the Name beside it, for people
 */
public record ExtensionType(String namespace, String type, String name) {

  /** A type of GPMC's own, in the namespace {@code …/GroupPolicy/Settings/<suffix>}. */
  public static ExtensionType of(String suffix, String type, String name) {
    return new ExtensionType(ReportNamespaces.ofExtension(suffix), type, name);
  }

  /** A new element of this extension's namespace. */
  public ReportElement element(String elementName) {
    return ReportElement.of(namespace, elementName);
  }
}
