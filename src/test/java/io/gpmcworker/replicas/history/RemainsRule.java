package io.gpmcworker.replicas.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** When all is quiet nothing is left behind: no handle, no row that waits, no private file. */
final class RemainsRule implements Rule {

  private static final Set<String> ENDS =
      Set.of("SUCCEEDED", "FAILED", "CANCELLED", "OUTCOME_UNKNOWN");

  @Override
  public List<String> broken(History history, Timeline timeline) {
    List<String> broken = new ArrayList<>();
    Remains left = history.remains();
    for (StoredOperation operation : history.operations()) {
      if (!ENDS.contains(operation.state())) {
        broken.add("Operation %s is still %s".formatted(operation.id(), operation.state()));
      }
    }
    if (left.unpublished() > 0) {
      broken.add("%d events have not been published".formatted(left.unpublished()));
    }
    if (left.workers() != left.replicas()) {
      broken.add(
          "%d workers are stored, %d replicas run".formatted(left.workers(), left.replicas()));
    }
    left.threads().forEach(it -> broken.add("A replica still works on " + it));
    left.privateFiles().forEach(it -> broken.add("Left behind: " + it));
    Set<String> stored =
        history.operations().stream().map(StoredOperation::id).collect(Collectors.toSet());
    left.tombstones().stream()
        .filter(stored::contains)
        .forEach(it -> broken.add("Operation %s has a row and a tombstone".formatted(it)));
    return broken;
  }
}
