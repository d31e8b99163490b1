package io.gpmcworker.policy.report.html;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.List;
import java.util.Optional;

/** Looks things up below an element. */
record ReportTree(ReportElement element) {

  Optional<ReportElement> child(String name) {
    return element.children().stream().filter(child -> child.name().equals(name)).findFirst();
  }

  List<ReportElement> children(String name) {
    return element.children().stream().filter(child -> child.name().equals(name)).toList();
  }

  String text(String name) {
    return child(name).map(ReportElement::text).orElse("");
  }

  /** The texts of the children of a child. */
  List<String> below(String name) {
    return child(name)
        .map(child -> child.children().stream().map(ReportElement::text).toList())
        .orElse(List.of());
  }
}
