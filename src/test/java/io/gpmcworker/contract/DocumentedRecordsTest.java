package io.gpmcworker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command and event that the documentation shows is one by the schemas. */
class DocumentedRecordsTest {

  private static final Pattern START = Pattern.compile("\\{\\s*\"operation\"\\s*:");

  private static final Pattern TYPE =
      Pattern.compile("io\\.gpmcworker\\.((?:operation|cancel|command)\\.[a-z][a-z-]*)");

  /** What a cancel over HTTP, a start over HTTP and an event have besides, or in place of it. */
  private static final List<String> OF_HTTP = List.of("id", "correlationId", "expiryTime");

  private static final Pattern RECORD =
      Pattern.compile("```\\n((?:ce_[a-z]+: .*\\n)+)\\n(\\{.*\\})\\n```");

  /** A start that is shown somewhere. */
  record Shown(Path file, JsonNode start) {
    @Override
    public String toString() {
      return file + " " + start.path("operation").asText();
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    return files;
  }

  static List<Shown> starts() throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (Path file : files()) {
      String text = Files.readString(file);
      Matcher start = START.matcher(text);
      while (start.find()) {
        Optional<JsonNode> json = json(text.substring(start.start()));
        json.filter(it -> it.has("parameters")).ifPresent(it -> shown.add(new Shown(file, it)));
      }
    }
    return shown;
  }

  /** The object that a text begins with. */
  private static Optional<JsonNode> json(String text) {
    try (JsonParser parser = Schemas.JSON.createParser(text)) {
      return Optional.ofNullable(parser.readValueAsTree());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @MethodSource("starts")
  void aStartIsValid(Shown shown) {
    ObjectNode start = ((ObjectNode) shown.start().deepCopy()).remove(OF_HTTP);

    assertThat(Schemas.asPublished().errors("operation.start", start.toString())).isEmpty();
  }

  @Test
  void startsAreFoundInEveryKindOfPage() throws IOException {
    assertThat(starts())
        .extracting(it -> it.file().toString())
        .contains(
            "README.md",
            "docs/events.md",
            "docs/http.md",
            "docs/examples/start-backup.sh",
            "docs/examples/StartBackup.java");
  }

  @Test
  void everyTypeThatIsNamedIsThere() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path file : files()) {
      TYPE.matcher(Files.readString(file)).results().forEach(it -> named.add(it.group(1)));
    }
    assertThat(named)
        .contains("operation.start", "operation.succeeded")
        .allSatisfy(type ->
            assertThat(
                    Schemas.class.getResource("/META-INF/resources/schemas/v1/" + type + ".json"))
                .isNotNull());
  }

  /** The records of the section "A ticket's life", in its order. */
  @Test
  void aTicketsLifeIsMadeOfValidRecordsInOrder() throws IOException {
    Matcher record = RECORD.matcher(Files.readString(Path.of("docs/events.md")));
    List<String> types = new ArrayList<>();
    List<Integer> sequence = new ArrayList<>();
    while (record.find()) {
      ConsumerRecord<byte[], byte[]> found = record(record.group(1), record.group(2));
      String type = header(found, "ce_type");
      types.add(type.replace("io.gpmcworker.", ""));
      if (header(found, "ce_sequence").isEmpty()) {
        assertThat(Schemas.asPublished().errors(types.getLast(), record.group(2))).isEmpty();
      } else {
        sequence.add(Integer.valueOf(header(found, "ce_sequence")));
        assertThat(RecordContract.ofEvent(found)).as(type).isEmpty();
      }
    }
    assertThat(types)
        .containsExactly(
            "operation.start",
            "operation.accepted",
            "operation.started",
            "operation.cancel",
            "cancel.accepted",
            "operation.cancelling",
            "operation.progressed",
            "operation.cancelled");
    assertThat(sequence).containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** With the headers that the page leaves out. */
  private static ConsumerRecord<byte[], byte[]> record(String headers, String value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("docs", 0, 0, new byte[0], value.getBytes(StandardCharsets.UTF_8));
    headers.lines().forEach(line -> add(record, line.split(": ", 2)[0], line.split(": ", 2)[1]));
    add(record, "ce_specversion", "1.0");
    add(record, "content-type", "application/json");
    if (!header(record, "ce_sequence").isEmpty()) {
      add(record, "ce_source", "/gpmc-worker");
      add(record, "ce_dataschema", "urn:" + header(record, "ce_type").replace('.', ':') + ":v1");
    }
    ConsumerRecord<byte[], byte[]> keyed =
        new ConsumerRecord<>(
            "docs",
            0,
            0,
            header(record, "ce_subject").getBytes(StandardCharsets.UTF_8),
            record.value());
    record.headers().forEach(keyed.headers()::add);
    return keyed;
  }

  private static void add(ConsumerRecord<?, ?> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(it -> new String(it.value(), StandardCharsets.UTF_8))
        .orElse("");
  }
}
