package io.gpmcworker.replicas.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A history by operation: each event once, in the order in which it first came. */
final class Timeline {

  private final Map<String, List<SeenEvent>> events = new LinkedHashMap<>();
  private final Map<String, List<SentCommand>> commands;

  Timeline(History history) {
    Map<String, SeenEvent> once = new LinkedHashMap<>();
    history.events().forEach(it -> once.putIfAbsent(it.id(), it));
    once.values()
        .forEach(it -> events.computeIfAbsent(it.operationId(), _ -> new ArrayList<>()).add(it));
    commands =
        history.commands().stream()
            .collect(
                Collectors.groupingBy(
                    SentCommand::operationId, LinkedHashMap::new, Collectors.toList()));
  }

  Map<String, List<SeenEvent>> events() {
    return events;
  }

  List<SeenEvent> events(String operationId) {
    return Optional.ofNullable(events.get(operationId)).orElse(List.of());
  }

  List<SeenEvent> ends(String operationId) {
    return events(operationId).stream().filter(SeenEvent::isEnd).toList();
  }

  Optional<SeenEvent> end(String operationId) {
    return ends(operationId).stream().findFirst();
  }

  Map<String, List<SentCommand>> commands() {
    return commands;
  }

  /** The start of each operation that was started, as it was first sent. */
  List<SentCommand> starts() {
    return commands.values().stream()
        .flatMap(it -> it.stream().filter(SentCommand::isStart).limit(1))
        .toList();
  }
}
