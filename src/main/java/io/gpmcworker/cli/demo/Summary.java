package io.gpmcworker.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.terminal.Table;
import io.gpmcworker.cli.topics.TrackedOperations;
import io.gpmcworker.cli.topics.WorkerEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The operations of the story in a table, each as its events tell it. */
final class Summary {
  private static final long MEGABYTE = 1_000_000;

  private Summary() {}

  static List<String> table(TrackedOperations operations, List<Tracked> all) {
    Table table = new Table("Operation", "Kind", "State", "Took", "Events", "Result");
    for (Tracked operation : all) {
      List<WorkerEvent> events = operations.events(operation.id());
      Optional<WorkerEvent> end = operations.end(operation.id());
      table.row(
          operation.id(),
          events.stream().flatMap(it -> it.text("operation").stream()).findFirst().orElse("-"),
          end.flatMap(it -> it.text("state")).orElse("-"),
          end.map(it -> took(events.getFirst(), it)).orElse("-"),
          String.valueOf(events.size()),
          end.map(it -> result(it.data())).orElse("-"));
    }
    return table.lines();
  }

  private static String took(WorkerEvent first, WorkerEvent end) {
    return (end.time().toEpochMilli() - first.time().toEpochMilli()) + " ms";
  }

  private static String result(JsonNode end) {
    JsonNode result = end.path("result");
    return switch (result.path("type").asText()) {
      case "backup" ->
          "%s of '%s', %s"
              .formatted(
                  result.path("id").asText(),
                  result.path("gpo").path("displayName").asText(),
                  size(result.path("files").asLong(), result.path("bytes").asLong()));
      case "backups" -> backups(result.path("backups"));
      case "gpo" -> "'" + result.path("displayName").asText() + "'";
      default -> end.path("reason").asText();
    };
  }

  private static String backups(JsonNode backups) {
    long files = 0;
    long bytes = 0;
    for (JsonNode backup : backups) {
      files += backup.path("files").asLong();
      bytes += backup.path("bytes").asLong();
    }
    return "%d backups, %s".formatted(backups.size(), size(files, bytes));
  }

  private static String size(long files, long bytes) {
    return String.format(
        Locale.ROOT,
        "%d %s, %s",
        files,
        files == 1 ? "file" : "files",
        bytes < MEGABYTE ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6));
  }
}
