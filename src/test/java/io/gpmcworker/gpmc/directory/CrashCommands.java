package io.gpmcworker.gpmc.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Asks a worker over the topics, and hears how it ends, however often the worker dies over it. */
final class CrashCommands implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Topics topics;
  private int asides;

  CrashCommands(String bootstrapServers) {
    topics = new Topics(bootstrapServers);
  }

  void start(String id, String domain, String operation, String parameters) {
    topics.start(
        id,
        "{\"operation\":\"%s\",\"domain\":\"%s\",\"requestedBy\":\"crash\",\"parameters\":{%s}}"
            .formatted(operation, domain, parameters));
  }

  void cancel(String id) {
    topics.cancel(id);
  }

  boolean hasEnded(String id) {
    return ends(id).findAny().isPresent();
  }

  /** Waits for the one end of an operation. */
  ReceivedEvent end(String id) {
    await().atMost(PATIENCE).until(() -> hasEnded(id));
    List<ReceivedEvent> ends = ends(id).toList();
    assertThat(ends).hasSize(1);
    return ends.getFirst();
  }

  private Stream<ReceivedEvent> ends(String id) {
    return topics.of(id).stream().filter(ReceivedEvent::isEnd);
  }

  /** Waits for the end of an operation that nothing happens to. */
  ReceivedEvent succeeded(String id) {
    ReceivedEvent end = end(id);
    assertThat(end.type()).as("%s", end).isEqualTo("operation.succeeded");
    return end;
  }

  /** The result of an operation beside those that are tried. */
  JsonNode succeed(String domain, String operation, String parameters) {
    asides++;
    String id = "aside-" + asides;
    start(id, domain, operation, parameters);
    return succeeded(id).data().at("/result");
  }

  /** Backs up a GPO; its backup's id. */
  String backUp(String domain, String gpo) {
    String parameters = "\"gpo\":\"%s\",\"backupStore\":\"default\"".formatted(gpo);
    return succeed(domain, "backup-gpo", parameters).at("/id").asText();
  }

  @Override
  public void close() {
    topics.close();
  }
}
