package io.gpmcworker.replicas.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The events of an operation come in order: in one partition, under its id as the key, their
 * sequence from 1 without gaps. What comes again is the same as before.
 */
final class OrderRule implements Rule {

  @Override
  public List<String> broken(History history, Timeline timeline) {
    List<String> broken = new ArrayList<>();
    Map<String, SeenEvent> first = new HashMap<>();
    for (SeenEvent event : history.events()) {
      SeenEvent before = first.putIfAbsent(event.id(), event);
      if (before != null
          && !(before.attributes().equals(event.attributes())
              && before.data().equals(event.data())
              && before.partition() == event.partition())) {
        broken.add("An event came again as another one: %s, then %s".formatted(before, event));
      }
      if (!event.key().equals(event.operationId())) {
        broken.add("The key is not the operation's id: %s has '%s'".formatted(event, event.key()));
      }
    }
    timeline
        .events()
        .forEach((operation, events) -> {
          if (new TreeSet<>(events.stream().map(SeenEvent::partition).toList()).size() > 1) {
            broken.add("Operation %s is in more than one partition".formatted(operation));
          }
          List<Long> sequences =
              events.stream().map(SeenEvent::sequence).filter(it -> it > 0).toList();
          for (int n = 0; n < sequences.size(); n++) {
            if (sequences.get(n) != n + 1) {
              broken.add(
                  "Operation %s: sequences are %s, not from 1 without gaps"
                      .formatted(operation, sequences));
              break;
            }
          }
        });
    return broken;
  }
}
