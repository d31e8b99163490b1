package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.Style;
import io.gpmcworker.policy.Guids;
import io.gpmcworker.policy.backup.BackupInst;
import io.gpmcworker.policy.report.diff.SettingChange;
import io.gpmcworker.policy.report.diff.SettingChange.Kind;
import io.gpmcworker.policy.report.diff.SettingChange.ValueChange;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Differences for people: by place, with a mark in front as {@code diff} has it. */
final class DiffText {

  private final PrintWriter out;
  private final Style style;

  DiffText(PrintWriter out, Style style) {
    this.out = out;
    this.style = style;
  }

  void print(BackupInst before, BackupInst after, List<SettingChange> changes) {
    if (changes.isEmpty()) {
      out.println("The settings are the same.");
      return;
    }
    out.println(style.red("--- " + backup(before)));
    out.println(style.green("+++ " + backup(after)));
    Map<List<String>, List<SettingChange>> places = new LinkedHashMap<>();
    changes.forEach(
        change -> places.computeIfAbsent(change.place(), unseen -> new ArrayList<>()).add(change));
    places.forEach((place, there) -> {
      out.println();
      out.println(style.bold(PlainText.line(String.join(" › ", place))));
      there.forEach(this::print);
    });
    out.println();
    out.println(
        "%d added, %d removed, %d changed."
            .formatted(
                count(changes, Kind.ADDED),
                count(changes, Kind.REMOVED),
                count(changes, Kind.CHANGED)));
  }

  private static String backup(BackupInst inst) {
    return PlainText.line(
        "%s  %s  %s%s"
            .formatted(
                Guids.braced(inst.id()),
                inst.gpoDisplayName(),
                inst.gpoDomain(),
                inst.backupTime().map(time -> "  " + time).orElse("")));
  }

  private static long count(List<SettingChange> changes, Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }

  private void print(SettingChange change) {
    String name = PlainText.line(change.setting());
    out.println(
        switch (change.kind()) {
          case ADDED -> style.green("  + " + name);
          case REMOVED -> style.red("  - " + name);
          case CHANGED -> style.yellow("  ~ " + name);
        });
    change.values().forEach(value -> print(change.kind(), value));
  }

  private void print(Kind kind, ValueChange value) {
    String name = "      " + PlainText.line(value.name()) + ": ";
    boolean single = value.before().size() <= 1 && value.after().size() <= 1;
    if (kind != Kind.CHANGED) {
      out.println(name + all(kind == Kind.ADDED ? value.after() : value.before()));
    } else if (single) {
      out.println(name + all(value.before()) + " → " + all(value.after()));
    } else {
      out.println(name.stripTrailing());
      List<String> added = without(value.after(), value.before());
      List<String> removed = without(value.before(), value.after());
      removed.forEach(text -> out.println(style.red("        - " + PlainText.line(text))));
      added.forEach(text -> out.println(style.green("        + " + PlainText.line(text))));
      if (added.isEmpty() && removed.isEmpty()) {
        out.println("        in another order: " + all(value.after()));
      }
    }
  }

  private static String all(List<String> values) {
    return values.isEmpty() ? "(nothing)" : PlainText.line(String.join(", ", values));
  }

  /** Each of the others takes one away. */
  private static List<String> without(List<String> values, List<String> others) {
    List<String> left = new ArrayList<>(values);
    others.forEach(left::remove);
    return left;
  }
}
