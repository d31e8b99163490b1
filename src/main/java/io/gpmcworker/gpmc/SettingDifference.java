package io.gpmcworker.gpmc;

import java.util.List;

/**
 * A setting that is not the same in two backups.
 *
 * @param place where it stands: the half (or {@code GPO}), the extension, headings below it
 * @param setting what people call it
 * @param values what it is set to; of a changed one those that differ
 */
public record SettingDifference(Kind kind, List<String> place, String setting, List<Value> values) {
  public SettingDifference {
    place = List.copyOf(place);
    values = List.copyOf(values);
  }

  /** What happened to it. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /** One value of it, before and after. */
  public record Value(String name, List<String> before, List<String> after) {
    public Value {
      before = List.copyOf(before);
      after = List.copyOf(after);
    }
  }
}
