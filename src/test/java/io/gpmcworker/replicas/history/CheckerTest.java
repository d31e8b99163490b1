package io.gpmcworker.replicas.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker believes a whole history, and finds what is wrong in each broken one. */
class CheckerTest {

  private static final String GPO = "Laptops";
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final List<SentCommand> commands = new ArrayList<>();
  private final List<SeenEvent> events = new ArrayList<>();
  private final List<StoredOperation> operations = new ArrayList<>();
  private final Map<String, String> stored = new HashMap<>(Map.of("{prepared}", "version 2"));
  private Remains remains = new Remains(0, 1, 1, List.of(), List.of(), List.of());
  private String after = "version 2";
  private Contents.Versions versions = new Contents.Versions(7, 7);
  private long offset;

  /** A restore, then a backup of what it left; one cancelled too late, one cancelled in time. */
  @BeforeEach
  void wholeHistory() {
    start(
        "restore", "{\"operation\":\"restore-gpo\",\"parameters\":{\"backupId\":\"{prepared}\"}}");
    event("restore", 1, "operation.accepted", "start-restore", data());
    event("restore", 2, "operation.started", "start-restore", data());
    event("restore", 3, "operation.succeeded", "start-restore", ended("SUCCEEDED", 1, 5));
    cancel("restore");
    event("restore", 4, "cancel.too-late", "cancel-restore", data());
    operations.add(new StoredOperation("restore", "SUCCEEDED", 4));

    start("backup", "{\"operation\":\"backup-gpo\",\"parameters\":{\"gpo\":\"Laptops\"}}");
    event("backup", 1, "operation.accepted", "start-backup", data());
    event("backup", 2, "operation.started", "start-backup", data());
    ObjectNode end = ended("SUCCEEDED", 6, 9);
    end.putObject("result").put("id", "{made}");
    event("backup", 3, "operation.succeeded", "start-backup", end);
    operations.add(new StoredOperation("backup", "SUCCEEDED", 3));
    stored.put("{made}", "version 2");

    start("stopped", "{\"operation\":\"backup-gpo\",\"parameters\":{\"gpo\":\"Laptops\"}}");
    cancel("stopped");
    event("stopped", 1, "operation.accepted", "start-stopped", data());
    event("stopped", 2, "operation.started", "start-stopped", data());
    event("stopped", 3, "cancel.accepted", "cancel-stopped", data());
    event("stopped", 4, "operation.cancelling", "cancel-stopped", data());
    event("stopped", 5, "operation.cancelled", "cancel-stopped", ended("CANCELLED", 10, 12));
    operations.add(new StoredOperation("stopped", "CANCELLED", 5));
  }

  @Test
  void aWholeHistoryIsBelieved() {
    assertThat(check()).isEmpty();
  }

  @Test
  void whatComesTwiceIsNothingNew() {
    commands.add(commands.getFirst());
    events.addAll(List.copyOf(events));
    assertThat(check()).isEmpty();
  }

  @Test
  void aHistoryIsTheSameWhenItHasBeenWrittenAndRead(@TempDir Path folder) throws IOException {
    history().write(folder);
    assertThat(History.read(folder)).isEqualTo(history());
  }

  @Test
  void aCancelWithoutAnAnswer() {
    drop("restore", "cancel.too-late");
    operations.set(0, new StoredOperation("restore", "SUCCEEDED", 3));
    assertBroken("Command cancel-restore (cancel of restore) has 0 answers");
  }

  @Test
  void aCommandThatTheBrokerMayNotHaveNeedsNoAnswer() {
    commands.add(
        new SentCommand(
            BEGIN,
            "cancel",
            "cancel-lost",
            "restore",
            -1,
            -1,
            JsonNodeFactory.instance.nullNode()));
    assertThat(check()).isEmpty();
  }

  @Test
  void aCancelWithTwoAnswers() {
    event("restore", 5, "cancel.accepted", "cancel-restore", data());
    operations.set(0, new StoredOperation("restore", "SUCCEEDED", 5));
    assertBroken("Command cancel-restore (cancel of restore) has 2 answers");
  }

  @Test
  void aStartThatNothingCameOf() {
    start("lost", "{\"operation\":\"report-gpo\",\"parameters\":{\"gpo\":\"Laptops\"}}");
    assertBroken("Command start-lost (start of lost) has 0 answers");
  }

  @Test
  void anAnswerToNobody() {
    event("unseen", 0, "cancel.accepted", "cancel-unseen", data());
    assertBroken("Nobody sent command cancel-unseen");
  }

  @Test
  void anAnswerAboutAnotherOperation() {
    replace("restore", "cancel.too-late", it -> with(it, "subject", "backup"));
    assertBroken("Command cancel-restore has an answer that is none to it");
  }

  @Test
  void anOperationWithoutAnEnd() {
    drop("stopped", "operation.cancelled");
    operations.set(2, new StoredOperation("stopped", "CANCELLED", 4));
    assertBroken("Operation stopped has 0 ends");
  }

  @Test
  void anOperationWithTwoEnds() {
    event("stopped", 6, "operation.failed", "start-stopped", ended("FAILED", 10, 12));
    operations.set(2, new StoredOperation("stopped", "CANCELLED", 6));
    assertBroken("Operation stopped has 2 ends");
  }

  @Test
  void anOperationThatWasStartedTwice() {
    event("backup", 4, "operation.started", "start-backup", data());
    operations.set(1, new StoredOperation("backup", "SUCCEEDED", 4));
    assertBroken("Operation backup has lived an odd life");
  }

  @Test
  void progressAfterTheEnd() {
    event("backup", 4, "operation.progressed", "start-backup", data());
    operations.set(1, new StoredOperation("backup", "SUCCEEDED", 4));
    assertBroken("Operation backup: operation.progressed after its end");
  }

  @Test
  void aGapInTheSequence() {
    drop("restore", "operation.started");
    assertBroken("Operation restore: sequences are [1, 3, 4]");
  }

  @Test
  void eventsOutOfOrder() {
    events.add(events.removeFirst());
    assertBroken("Operation restore: sequences are [2, 3, 4, 1]");
  }

  @Test
  void twoEventsInOnePlace() {
    event("restore", 3, "operation.progressed", "start-restore", data());
    assertBroken("Operation restore: sequences are [1, 2, 3, 4, 3]");
  }

  @Test
  void anEventThatComesAgainAsAnother() {
    SeenEvent first = events.get(1);
    events.add(with(first, "type", "io.gpmcworker.operation.failed"));
    assertBroken("An event came again as another one");
  }

  @Test
  void anEventInAnotherPartition() {
    replace(
        "restore",
        "operation.started",
        it -> new SeenEvent(it.receivedAt(), 3, it.offset(), it.key(), it.attributes(), it.data()));
    assertBroken("Operation restore is in more than one partition");
  }

  @Test
  void anEventUnderAnotherKey() {
    replace(
        "restore",
        "operation.started",
        it ->
            new SeenEvent(
                it.receivedAt(), it.partition(), it.offset(), "", it.attributes(), it.data()));
    assertBroken("The key is not the operation's id");
  }

  @Test
  void tooLateBeforeTheEnd() {
    replace("stopped", "cancel.accepted", it -> with(it, "type", "io.gpmcworker.cancel.too-late"));
    assertBroken("Operation stopped: cancel.too-late came before the end");
  }

  @Test
  void acceptedAfterASuccess() {
    replace("restore", "cancel.too-late", it -> with(it, "type", "io.gpmcworker.cancel.accepted"));
    assertBroken("Operation restore: cancel.accepted came after the end operation.succeeded");
  }

  @Test
  void aRowThatSaysSomethingElse() {
    operations.set(0, new StoredOperation("restore", "FAILED", 4));
    assertBroken("Operation restore is stored as FAILED and was told to be SUCCEEDED");
  }

  @Test
  void aRowThatNobodyHeardOf() {
    operations.add(new StoredOperation("silent", "SUCCEEDED", 3));
    assertBroken("Operation silent is stored and was never told of");
  }

  @Test
  void aRowThatIsGone() {
    operations.removeFirst();
    assertBroken("Operation restore was accepted and is not stored");
  }

  @Test
  void aRowWithEventsThatNeverCame() {
    operations.set(1, new StoredOperation("backup", "SUCCEEDED", 4));
    assertBroken("Operation backup has had 4 events by its row, and 3 came");
  }

  @Test
  void aRowThatIsStillAtWork() {
    operations.set(2, new StoredOperation("stopped", "CANCELLING", 5));
    assertBroken("Operation stopped is still CANCELLING");
  }

  @Test
  void twoOperationsOnOneGpoAtTheSameTime() {
    replace(
        "stopped",
        "operation.cancelled",
        it ->
            new SeenEvent(
                it.receivedAt(),
                0,
                it.offset(),
                it.key(),
                it.attributes(),
                ended("CANCELLED", 8, 12)));
    assertBroken("Two operations overlapped: backup");
  }

  @Test
  void anOperationOverTheWholeDomainBesideAnother() {
    start("all", "{\"operation\":\"backup-all-gpos\",\"parameters\":{}}");
    event("all", 1, "operation.accepted", "start-all", data());
    event("all", 2, "operation.failed", "start-all", ended("FAILED", 11, 20));
    operations.add(new StoredOperation("all", "FAILED", 2));
    assertBroken("Two operations overlapped: stopped");
  }

  @Test
  void anOperationThatOvertakesAnother() {
    SentCommand backup = commands.get(2);
    SentCommand stopped = commands.get(3);
    commands.set(2, at(backup, stopped.offset()));
    commands.set(3, at(stopped, backup.offset()));
    assertBroken("overtook");
  }

  @Test
  void whatIsLeftBehind() {
    remains =
        new Remains(2, 3, 1, List.of("run-backup"), List.of("backup"), List.of(".staging.backup"));
    assertThat(check())
        .contains(
            "2 events have not been published",
            "3 workers are stored, 1 replicas run",
            "A replica still works on run-backup",
            "Operation backup has a row and a tombstone",
            "Left behind: .staging.backup");
  }

  @Test
  void aRestoreThatSucceededAndChangedNothing() {
    after = "version 1";
    assertBroken("GPO 'Laptops' is not what its operations say");
  }

  @Test
  void aRestoreThatFailedAndChangedSomething() {
    replace(
        "restore", "operation.succeeded", it -> with(it, "type", "io.gpmcworker.operation.failed"));
    assertBroken("GPO 'Laptops' is not what its operations say");
  }

  @Test
  void aBackupOfSomethingElse() {
    stored.put("{made}", "version 1");
    assertBroken("Backup {made} by backup");
  }

  @Test
  void aBackupThatIsNotThere() {
    stored.remove("{made}");
    assertBroken("Backup {made} was reported by backup");
  }

  @Test
  void aBackupThatNobodyReported() {
    stored.put("{odd}", "version 2");
    assertBroken(
        "In the store, but reported by nobody (0 backups have an unknown outcome): [{odd}]");
  }

  @Test
  void halfAChange() {
    versions = new Contents.Versions(7, 8);
    assertBroken("GPO 'Laptops' has version 7 in gpt.ini and 8 in the directory");
  }

  private void assertBroken(String sentence) {
    assertThat(check()).anyMatch(it -> it.contains(sentence));
  }

  private List<String> check() {
    return Checker.check(history());
  }

  private History history() {
    return new History(
        List.copyOf(commands),
        List.copyOf(events),
        List.copyOf(operations),
        remains,
        new Contents(
            Map.of(GPO, "version 1"),
            Map.of(GPO, after),
            Map.of(GPO, versions),
            Map.of("{prepared}", new Contents.Prepared(GPO, "version 2")),
            Map.copyOf(stored)));
  }

  private void start(String operation, String data) {
    command("start", operation, json(data));
  }

  private void cancel(String operation) {
    command("cancel", operation, data());
  }

  private void command(String type, String operation, JsonNode data) {
    commands.add(
        new SentCommand(BEGIN, type, type + "-" + operation, operation, 0, offset++, data));
  }

  private void event(String operation, long sequence, String type, String cause, JsonNode data) {
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

  private void drop(String operation, String type) {
    assertThat(events.removeIf(is(operation, type))).isTrue();
  }

  private void replace(String operation, String type, UnaryOperator<SeenEvent> change) {
    events.replaceAll(it -> is(operation, type).test(it) ? change.apply(it) : it);
  }

  private static Predicate<SeenEvent> is(String operation, String type) {
    return it -> it.operationId().equals(operation) && it.type().equals(type);
  }

  private static SeenEvent with(SeenEvent event, String attribute, String value) {
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

  private static ObjectNode data() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode ended(String state, int from, int until) {
    return data()
        .put("state", state)
        .put("startedAt", BEGIN.plusSeconds(from).toString())
        .put("endedAt", BEGIN.plusSeconds(until).toString());
  }

  private static JsonNode json(String text) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
