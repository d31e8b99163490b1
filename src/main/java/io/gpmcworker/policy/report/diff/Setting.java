package io.gpmcworker.policy.report.diff;

import java.util.List;
import java.util.Map;

/**
 * One setting of a report.
 *
 * @param place where it stands: the half, the extension, and headings below it
 * @param name what people call it
 * @param key what makes it the same setting in another report, beside its place
 * @param id an id that it keeps even when it is renamed; empty if it has none
 * @param values what it is set to, by name; in the report's order
 */
record Setting(
    List<String> place, String name, String key, String id, Map<String, List<String>> values) {

  /** The key of the order of items, which is not a setting of its own. */
  static final String ORDER = "(order)";

  boolean isOrder() {
    return key.equals(ORDER);
  }
}
