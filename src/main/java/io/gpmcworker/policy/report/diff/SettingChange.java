package io.gpmcworker.policy.report.diff;

import java.util.List;

/**
 * A setting that is not the same in both reports.
 *
 * @param kind added, removed or changed
 * @param place where it stands: the half (or {@code GPO}), the extension, headings below it
 * @param setting what people call it
 * @param values what it is set to: all values of one that was added or removed, those that differ
 *     of one that was changed
 */
public record SettingChange(
    Kind kind, List<String> place, String setting, List<ValueChange> values) {

  /** What happened to a setting. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /**
   * One value of a setting.
   *
   * @param name what the value is about
   * @param before what it was; nothing if there was none
   * @param after what it is; nothing if there is none
   */
  public record ValueChange(String name, List<String> before, List<String> after) {
    public ValueChange {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }

  public SettingChange {
    place = List.copyOf(place);
    values = List.copyOf(values);
  }
}
