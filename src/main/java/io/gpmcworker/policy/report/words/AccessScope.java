package io.gpmcworker.policy.report.words;

import io.gpmcworker.policy.report.document.ReportElement;
import java.util.ArrayList;
import java.util.List;

/** Where an entry of an access list applies, from its inheritance flags. */
public final class AccessScope {

  private AccessScope() {}

  /**
   * In words.
   *
   * @param applicability the element Applicability
   */
  public static String words(ReportElement applicability) {
    List<String> parts = new ArrayList<>();
    if (is(applicability, "ToSelf")) {
      parts.add("this object");
    }
    if (is(applicability, "ToDescendantContainers")) {
      parts.add("containers below");
    }
    if (is(applicability, "ToDescendantObjects")) {
      parts.add("objects below");
    }
    if (parts.isEmpty()) {
      return "";
    }
    String only = is(applicability, "ToDirectDescendantsOnly") ? ", one level only" : "";
    String joined = String.join(", ", parts) + only;
    return Character.toUpperCase(joined.charAt(0)) + joined.substring(1);
  }

  private static boolean is(ReportElement applicability, String name) {
    return applicability.children().stream()
        .anyMatch(child -> child.name().equals(name) && child.text().equals("true"));
  }
}
