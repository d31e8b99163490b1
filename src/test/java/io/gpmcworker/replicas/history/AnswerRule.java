package io.gpmcworker.replicas.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each command has one answer, however often it was sent: a start its {@code operation.accepted} or
 * its rejection, a cancel its {@code cancel.*}. There is no answer to what nobody asked.
 */
final class AnswerRule implements Rule {

  @Override
  public List<String> broken(History history, Timeline timeline) {
    Map<String, List<SeenEvent>> answers =
        timeline.events().values().stream()
            .flatMap(List::stream)
            .filter(SeenEvent::isAnswer)
            .collect(
                Collectors.groupingBy(
                    SeenEvent::cause, LinkedHashMap::new, Collectors.toList()));
    List<String> broken = new ArrayList<>();
    Map<String, List<SentCommand>> byId =
        history.commands().stream()
            .collect(
                Collectors.groupingBy(
                    SentCommand::commandId, LinkedHashMap::new, Collectors.toList()));
    byId.forEach((id, sent) -> {
      List<SeenEvent> found = answers.getOrDefault(id, List.of());
      boolean certain = sent.stream().anyMatch(SentCommand::acknowledged);
      if (found.size() > 1 || (found.isEmpty() && certain)) {
        broken.add(
            "Command %s (%s of %s) has %d answers: %s"
                .formatted(
                    id,
                    sent.getFirst().type(),
                    sent.getFirst().operationId(),
                    found.size(),
                    found));
      }
      for (SeenEvent answer : found) {
        boolean fits =
            answer.isRejection()
                || answer.isCancelAnswer() != sent.getFirst().isStart();
        if (!fits || !answer.operationId().equals(sent.getFirst().operationId())) {
          broken.add("Command %s has an answer that is none to it: %s".formatted(id, answer));
        }
      }
    });
    Set<String> unknown = new java.util.LinkedHashSet<>(answers.keySet());
    unknown.removeAll(byId.keySet());
    unknown.forEach(it -> broken.add("Nobody sent command %s: %s".formatted(it, answers.get(it))));
    return broken;
  }
}
