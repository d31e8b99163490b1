package io.gpmcworker.replicas.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each accepted operation lives once: accepted, started at most once, one end, and nothing after it
 * but answers to cancels. Its row tells the same. An answer fits the moment at which it was given.
 */
final class LifeRule implements Rule {

  @Override
  public List<String> broken(History history, Timeline timeline) {
    List<String> broken = new ArrayList<>();
    Map<String, StoredOperation> rows = new HashMap<>();
    history.operations().forEach(it -> rows.put(it.id(), it));
    timeline.events().forEach((operation, all) -> {
      List<SeenEvent> events = all.stream().filter(it -> it.sequence() > 0).toList();
      if (!events.isEmpty()) {
        check(operation, events, Optional.ofNullable(rows.remove(operation)), broken);
      }
    });
    rows.keySet().forEach(it -> broken.add("Operation %s is stored and was never told of".formatted(it)));
    return broken;
  }

  private static void check(
      String operation, List<SeenEvent> events, Optional<StoredOperation> row, List<String> broken) {
    List<String> types = events.stream().map(SeenEvent::type).toList();
    if (!types.getFirst().equals("operation.accepted")
        || count(events, "operation.accepted") > 1
        || count(events, "operation.started") > 1
        || count(events, "operation.cancelling") > 1) {
      broken.add("Operation %s has lived an odd life: %s".formatted(operation, types));
    }
    List<SeenEvent> ends = events.stream().filter(SeenEvent::isEnd).toList();
    if (ends.size() != 1) {
      broken.add("Operation %s has %d ends: %s".formatted(operation, ends.size(), types));
      return;
    }
    SeenEvent end = ends.getFirst();
    for (SeenEvent event : events) {
      boolean after = event.sequence() > end.sequence();
      if (after && !event.isCancelAnswer()) {
        broken.add("Operation %s: %s after its end".formatted(operation, event.type()));
      }
      if (event.isCancelAnswer() && !fits(event, end, after)) {
        broken.add(
            "Operation %s: %s came %s the end %s"
                .formatted(operation, event.type(), after ? "after" : "before", end.type()));
      }
    }
    String told = end.data().path("state").asText();
    if (row.isEmpty()) {
      broken.add("Operation %s was accepted and is not stored".formatted(operation));
    } else if (!row.get().state().equals(told)) {
      broken.add(
          "Operation %s is stored as %s and was told to be %s"
              .formatted(operation, row.get().state(), told));
    } else if (row.get().lastSequence() != events.size()) {
      broken.add(
          "Operation %s has had %d events by its row, and %d came"
              .formatted(operation, row.get().lastSequence(), events.size()));
    }
  }

  private static boolean fits(SeenEvent answer, SeenEvent end, boolean after) {
    return switch (answer.type()) {
      case "cancel.too-late" -> after && !end.type().equals(SeenEvent.CANCELLED);
      case "cancel.accepted" -> !after || end.type().equals(SeenEvent.CANCELLED);
      default -> true;
    };
  }

  private static long count(List<SeenEvent> events, String type) {
    return events.stream().filter(it -> it.type().equals(type)).count();
  }
}
