package io.gpmcworker.replicas.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation that was started.
 *
 * @param gpo display name of the GPO that it touches; {@link #ALL} for all
 * @param backup the backup that it restores, if it does
 */
record Work(
    SentCommand start,
    String kind,
    String gpo,
    Optional<String> backup,
    Instant from,
    Instant until,
    SeenEvent end) {

  static final String ALL = "*";

  /** Everything that was started and has ended, in the order of its start. */
  static List<Work> of(History history, Timeline timeline) {
    return timeline.starts().stream()
        .flatMap(it -> of(it, timeline, history.contents().prepared()).stream())
        .sorted(Comparator.comparing(Work::from))
        .toList();
  }

  private static Optional<Work> of(
      SentCommand start, Timeline timeline, Map<String, Contents.Prepared> prepared) {
    Optional<SeenEvent> end = timeline.end(start.operationId());
    Optional<Instant> from = end.flatMap(it -> it.moment("startedAt"));
    if (end.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    JsonNode parameters = start.data().path("parameters");
    Optional<String> backup =
        Optional.ofNullable(parameters.get("backupId")).map(JsonNode::textValue);
    String gpo =
        backup
            .flatMap(it -> Optional.ofNullable(prepared.get(it)))
            .map(Contents.Prepared::gpo)
            .orElseGet(() -> parameters.path("gpo").asText(ALL));
    return Optional.of(
        new Work(
            start,
            start.data().path("operation").asText(),
            gpo,
            backup,
            from.get(),
            end.get().moment("endedAt").orElse(from.get()),
            end.get()));
  }

  boolean touchesTheSameAs(Work other) {
    return gpo.equals(ALL) || other.gpo.equals(ALL) || gpo.equals(other.gpo);
  }

  boolean ended(String type) {
    return end.type().equals(type);
  }

  @Override
  public String toString() {
    return "%s (%s of %s, %s to %s)".formatted(start.operationId(), kind, gpo, from, until);
  }
}
