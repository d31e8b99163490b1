package io.gpmcworker.replicas.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A history in which all is well, to be broken: operation {@code restore}, then {@code backup} of
 * what it left, both succeeded; a cancel of the first that came too late; {@code stopped}, a backup
 * that was cancelled in time. The commands' ids are {@code start-} or {@code cancel-} and the
 * operation's.
 */
final class WholeHistory {

  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private static final String GPO = "Laptops";
  private static final String RESTORED = "version 2";

  private final List<SentCommand> commands = new ArrayList<>();
  private final List<SeenEvent> events = new ArrayList<>();
  private final Map<String, StoredOperation> rows = new HashMap<>();
  private final Map<String, String> store = new HashMap<>(Map.of("{prepared}", RESTORED));
  private Remains remains = new Remains(0, 1, 1, List.of(), List.of(), List.of());
  private String content = RESTORED;
  private Contents.Versions versions = new Contents.Versions(7, 7);
  private long offset;

  WholeHistory() {
    start(
        "restore", "{\"operation\":\"restore-gpo\",\"parameters\":{\"backupId\":\"{prepared}\"}}");
    event("restore", 1, "operation.accepted", "start-restore", data());
    event("restore", 2, "operation.started", "start-restore", data());
    event("restore", 3, "operation.succeeded", "start-restore", ended("SUCCEEDED", 1, 5));
    cancel("restore");
    event("restore", 4, "cancel.too-late", "cancel-restore", data());
    row("restore", "SUCCEEDED", 4);

    start("backup", "{\"operation\":\"backup-gpo\",\"parameters\":{\"gpo\":\"Laptops\"}}");
    event("backup", 1, "operation.accepted", "start-backup", data());
    event("backup", 2, "operation.started", "start-backup", data());
    ObjectNode end = ended("SUCCEEDED", 6, 9);
    end.putObject("result").put("id", "{made}");
    event("backup", 3, "operation.succeeded", "start-backup", end);
    row("backup", "SUCCEEDED", 3);
    inStore("{made}", RESTORED);

    start("stopped", "{\"operation\":\"backup-gpo\",\"parameters\":{\"gpo\":\"Laptops\"}}");
    cancel("stopped");
    event("stopped", 1, "operation.accepted", "start-stopped", data());
    event("stopped", 2, "operation.started", "start-stopped", data());
    event("stopped", 3, "cancel.accepted", "cancel-stopped", data());
    event("stopped", 4, "operation.cancelling", "cancel-stopped", data());
    event("stopped", 5, "operation.cancelled", "cancel-stopped", ended("CANCELLED", 10, 12));
    row("stopped", "CANCELLED", 5);
  }

  /** As the checker takes it. */
  History toHistory() {
    return new History(
        List.copyOf(commands),
        List.copyOf(events),
        rows.values().stream().sorted(Comparator.comparing(StoredOperation::id)).toList(),
        remains,
        new Contents(
            Map.of(GPO, "version 1"),
            Map.of(GPO, content),
            Map.of(GPO, versions),
            Map.of("{prepared}", new Contents.Prepared(GPO, RESTORED)),
            Map.copyOf(store)));
  }

  /** What the checker finds in it. */
  List<String> found() {
    return Checker.check(toHistory());
  }

  /** Asserts that the checker finds this. */
  void assertFound(String sentence) {
    assertThat(found()).anyMatch(it -> it.contains(sentence));
  }

  /** One more start, as JSON. */
  void start(String operation, String data) {
    try {
      command("start", operation, new ObjectMapper().readTree(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One more cancel. */
  void cancel(String operation) {
    command("cancel", operation, data());
  }

  private void command(String type, String operation, JsonNode data) {
    commands.add(
        new SentCommand(BEGIN, type, type + "-" + operation, operation, 0, offset++, data));
  }

  /** One more command, as it is. */
  void command(SentCommand command) {
    commands.add(command);
  }

  /** Every command and event comes once more. */
  void comesTwice() {
    commands.addAll(List.copyOf(commands));
    events.addAll(List.copyOf(events));
  }

  /** The starts of two operations stand in the other order in the topic. */
  void swapStarts(String one, String other) {
    int first = indexOfStart(one);
    int second = indexOfStart(other);
    SentCommand before = commands.get(first);
    SentCommand after = commands.get(second);
    commands.set(first, at(before, after.offset()));
    commands.set(second, at(after, before.offset()));
  }

  private int indexOfStart(String operation) {
    for (int n = 0; n < commands.size(); n++) {
      if (commands.get(n).commandId().equals("start-" + operation)) {
        return n;
      }
    }
    throw new AssertionError("no start of " + operation);
  }

  private static SentCommand at(SentCommand command, long offset) {
    return new SentCommand(
        command.at(),
        command.type(),
        command.commandId(),
        command.operationId(),
        command.partition(),
        offset,
        command.data());
  }

  /**
   * One more event, after all others.
   *
   * @param sequence 0 for none
   * @param cause the command's id
   */
  void event(String operation, long sequence, String type, String cause, JsonNode data) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("id", operation + "/" + sequence + "/" + type);
    attributes.put("type", "io.gpmcworker." + type);
    attributes.put("subject", operation);
    attributes.put("causationid", cause);
    if (sequence > 0) {
      attributes.put("sequence", "%010d".formatted(sequence));
    }
    events.add(new SeenEvent(BEGIN, 0, offset++, operation, attributes, data));
  }

  /** One more event, as it is. */
  void event(SeenEvent event) {
    events.add(event);
  }

  /** An event of an operation. */
  SeenEvent event(String operation, String type) {
    return events.stream().filter(is(operation, type)).findFirst().orElseThrow();
  }

  /** An event that never came. */
  void drop(String operation, String type) {
    assertThat(events.removeIf(is(operation, type))).isTrue();
  }

  /** An event that came otherwise. */
  void replace(String operation, String type, UnaryOperator<SeenEvent> change) {
    assertThat(events).anyMatch(is(operation, type));
    events.replaceAll(it -> is(operation, type).test(it) ? change.apply(it) : it);
  }

  /** An event that came after all others. */
  void comesLast(String operation, String type) {
    SeenEvent late = event(operation, type);
    events.remove(late);
    events.add(late);
  }

  private static Predicate<SeenEvent> is(String operation, String type) {
    return it -> it.operationId().equals(operation) && it.type().equals(type);
  }

  /** An operation's row, in place of the one that it has. */
  void row(String operation, String state, long lastSequence) {
    rows.put(operation, new StoredOperation(operation, state, lastSequence));
  }

  void withoutRow(String operation) {
    assertThat(rows.remove(operation)).isNotNull();
  }

  void inStore(String backup, String fingerprint) {
    store.put(backup, fingerprint);
  }

  void notInStore(String backup) {
    assertThat(store.remove(backup)).isNotNull();
  }

  /** What the GPO is in the end. */
  void gpoIs(String fingerprint) {
    content = fingerprint;
  }

  /** The GPO's two versions in the end. */
  void versionsAre(long gptIni, long directory) {
    versions = new Contents.Versions(gptIni, directory);
  }

  void remains(Remains left) {
    remains = left;
  }

  /** An event with another attribute, its subject perhaps. */
  static SeenEvent with(SeenEvent event, String attribute, String value) {
    Map<String, String> attributes = new HashMap<>(event.attributes());
    attributes.put(attribute, value);
    return new SeenEvent(
        event.receivedAt(),
        event.partition(),
        event.offset(),
        attributes.getOrDefault("subject", event.operationId()),
        attributes,
        event.data());
  }

  static ObjectNode data() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** What an end tells; times in seconds. */
  static ObjectNode ended(String state, int from, int until) {
    return data()
        .put("state", state)
        .put("startedAt", BEGIN.plusSeconds(from).toString())
        .put("endedAt", BEGIN.plusSeconds(until).toString());
  }
}
