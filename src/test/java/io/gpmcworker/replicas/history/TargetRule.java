package io.gpmcworker.replicas.history;

import java.util.ArrayList;
import java.util.List;

/**
 * No two operations that touch one GPO overlap, and those whose commands stand in one partition
 * start in the order in which they stand there.
 */
final class TargetRule implements Rule {

  @Override
  public List<String> broken(History history, Timeline timeline) {
    List<String> broken = new ArrayList<>();
    List<Work> all = Work.of(history, timeline);
    for (int first = 0; first < all.size(); first++) {
      for (int second = first + 1; second < all.size(); second++) {
        Work one = all.get(first);
        Work next = all.get(second);
        if (!one.touchesTheSameAs(next)) {
          continue;
        }
        if (next.from().isBefore(one.until())) {
          broken.add("Two operations overlapped: %s and %s".formatted(one, next));
        }
        SentCommand before = one.start();
        SentCommand after = next.start();
        if (before.acknowledged()
            && before.partition() == after.partition()
            && after.offset() < before.offset()) {
          broken.add("%s overtook %s".formatted(one, next));
        }
      }
    }
    return broken;
  }
}
