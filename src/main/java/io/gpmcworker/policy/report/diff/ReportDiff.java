package io.gpmcworker.policy.report.diff;

import io.gpmcworker.policy.report.diff.SettingChange.Kind;
import io.gpmcworker.policy.report.diff.SettingChange.ValueChange;
import io.gpmcworker.policy.report.document.ReportElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Compares two reports setting by setting. Which setting is which is told by what names it (a key
 * and a value name, a category and a policy, a right, an item's id), not by where it stands in the
 * document. Times, versions and explanations do not count.
 */
public final class ReportDiff {

  /** Settings that are the same setting in both reports. */
  private record Pair(Setting before, Setting after) {}

  private ReportDiff() {}

  /**
   * What is different.
   *
   * @param before the root of a report, the element GPO
   * @param after the root of another
   * @return removed and changed settings in the order of the first report, then added ones in the
   *     order of the second
   */
  public static List<SettingChange> compare(ReportElement before, ReportElement after) {
    List<Setting> left = new ArrayList<>(SettingReader.read(before));
    List<Setting> right = new ArrayList<>(SettingReader.read(after));
    IdentityHashMap<Setting, Setting> pairs = new IdentityHashMap<>();
    List<Setting> order = List.copyOf(left);
    // What is equal in all is no question; then an id counts more than a name.
    pair(left, right, setting -> setting, pairs);
    pair(left, right, setting -> setting.id().isEmpty() ? Optional.empty() : setting.id(), pairs);
    pair(left, right, setting -> List.of(setting.place(), setting.key()), pairs);
    List<SettingChange> changes = new ArrayList<>();
    for (Setting setting : order) {
      Setting other = pairs.get(setting);
      if (other == null) {
        if (!setting.isOrder()) {
          changes.add(whole(Kind.REMOVED, setting));
        }
      } else if (!setting.equals(other)) {
        changed(new Pair(setting, other)).ifPresent(changes::add);
      }
    }
    right.stream()
        .filter(setting -> !setting.isOrder())
        .forEach(setting -> changes.add(whole(Kind.ADDED, setting)));
    return List.copyOf(changes);
  }

  /** Pairs settings of equal mark, in order, and takes them out of both lists. */
  private static void pair(
      List<Setting> left,
      List<Setting> right,
      Function<Setting, Object> mark,
      IdentityHashMap<Setting, Setting> pairs) {
    Map<Object, List<Setting>> marked = new HashMap<>();
    for (Setting setting : right) {
      marked.computeIfAbsent(mark.apply(setting), unseen -> new ArrayList<>()).add(setting);
    }
    marked.remove(Optional.empty());
    Set<Setting> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    left.removeIf(setting -> {
      List<Setting> candidates = marked.getOrDefault(mark.apply(setting), List.of());
      if (candidates.isEmpty()) {
        return false;
      }
      Setting other = candidates.removeFirst();
      taken.add(other);
      pairs.put(setting, other);
      return true;
    });
    right.removeIf(taken::contains);
  }

  private static SettingChange whole(Kind kind, Setting setting) {
    List<ValueChange> values = new ArrayList<>();
    setting
        .values()
        .forEach((name, texts) ->
            values.add(
                kind == Kind.ADDED
                    ? new ValueChange(name, List.of(), texts)
                    : new ValueChange(name, texts, List.of())));
    return new SettingChange(kind, setting.place(), setting.name(), values);
  }

  private static Optional<SettingChange> changed(Pair pair) {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(pair.before(), pair.after())
        .forEach(setting -> names.addAll(setting.values().keySet()));
    Map<String, ValueChange> changes = new LinkedHashMap<>();
    if (!pair.before().name().equalsIgnoreCase(pair.after().name())) {
      changes.put(
          "Name",
          new ValueChange("Name", List.of(pair.before().name()), List.of(pair.after().name())));
    }
    for (String name : names) {
      List<String> before = pair.before().values().getOrDefault(name, List.of());
      List<String> after = pair.after().values().getOrDefault(name, List.of());
      if (pair.after().isOrder()) {
        // What came or went has changed no order.
        List<String> were = before;
        before = before.stream().filter(after::contains).toList();
        after = after.stream().filter(were::contains).toList();
      }
      if (!before.equals(after)) {
        changes.put(name, new ValueChange(name, before, after));
      }
    }
    // Settings that differ only in the spelling of what names them are the same.
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SettingChange(
                Kind.CHANGED,
                pair.after().place(),
                pair.after().name(),
                List.copyOf(changes.values())));
  }
}
