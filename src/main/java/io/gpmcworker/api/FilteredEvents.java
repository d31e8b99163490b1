package io.gpmcworker.api;

import io.gpmcworker.event.EventType;
import io.gpmcworker.event.RecordedEvent;
import io.gpmcworker.operation.OperationFilter;
import io.gpmcworker.operation.OperationState;
import io.gpmcworker.operation.Operations;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events by the filters of the list of operations. Not every event says all about its operation,
 * such as its GPO and who asked for it: what it does not say is looked up.
 */
final class FilteredEvents implements WantedEvents {

  /** Operations of which is kept whether they are meant. */
  private static final int MOST_KNOWN = 10_000;

  private static final Map<EventType, OperationState> BEGUN =
      Map.of(
          EventType.OPERATION_ACCEPTED, OperationState.QUEUED,
          EventType.OPERATION_STARTED, OperationState.RUNNING,
          EventType.OPERATION_PROGRESSED, OperationState.RUNNING,
          EventType.OPERATION_CANCELLING, OperationState.CANCELLING);

  private final Operations operations;
  private final Optional<String> type;
  private final OperationFilter filter;
  private final Map<String, Boolean> known = new Known();

  /** Answers that were given; the oldest go. */
  private static final class Known extends LinkedHashMap<String, Boolean> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_KNOWN;
    }
  }

  /**
   * With these filters.
   *
   * @param type of the events, as on the wire; any if empty
   * @param filter without times: an operation counts by its state when the event happened
   */
  FilteredEvents(Operations operations, Optional<String> type, OperationFilter filter) {
    this.operations = operations;
    this.type = type;
    this.filter = filter;
  }

  @Override
  public boolean matches(RecordedEvent event) {
    return matches(type, event.attribute("type"))
        && matches(filter.correlationId(), event.attribute("correlationid"))
        && mayMatch(filter.kind().map(it -> it.wireName()), text(event, "operation"))
        && mayMatch(filter.domain(), text(event, "domain"))
        && (filter.states().isEmpty()
            || state(event).filter(filter.states()::contains).isPresent());
  }

  @Override
  public boolean matchesOperation(RecordedEvent event) throws SQLException {
    boolean told =
        filter.gpo().isEmpty()
            && filter.requestedBy().isEmpty()
            && (filter.kind().isEmpty() || text(event, "operation").isPresent())
            && (filter.domain().isEmpty() || text(event, "domain").isPresent());
    if (told) {
      return true;
    }
    String id = event.attribute("subject").orElse("");
    @Nullable Boolean before = known.get(id);
    // Which GPO a name means is known once it has been taken up, so a "no" may become a "yes".
    if (before != null && (before || event.is(EventType.OPERATION_PROGRESSED))) {
      return before;
    }
    boolean meant = operations.matches(id, filter);
    known.put(id, meant);
    return meant;
  }

  private static Optional<OperationState> state(RecordedEvent event) {
    for (Map.Entry<EventType, OperationState> begun : BEGUN.entrySet()) {
      if (event.is(begun.getKey())) {
        return Optional.of(begun.getValue());
      }
    }
    return text(event, "state").map(OperationState::valueOf);
  }

  /** An answer to a cancel does not say what its operation is. */
  private static boolean mayMatch(Optional<String> wanted, Optional<String> found) {
    return found.isEmpty() || matches(wanted, found);
  }

  private static boolean matches(Optional<String> wanted, Optional<String> found) {
    return wanted.isEmpty() || wanted.equals(found);
  }

  private static Optional<String> text(RecordedEvent event, String field) {
    return Optional.ofNullable(event.data().path(field).textValue());
  }
}
