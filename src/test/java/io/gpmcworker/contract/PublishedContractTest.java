package io.gpmcworker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.event.EventType;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.EndReason;
import io.gpmcworker.operation.OperationState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the contract, against each other and against the names in the code. */
class PublishedContractTest {

  private static final Path STATIC = Path.of("src/main/resources", Schemas.PUBLISHED);
  private static final Path EXAMPLES = STATIC.resolve("schemas/v1/examples");
  private static final Set<String> VOCABULARY = Set.of("names", "parts");
  private static final JsonNode ASYNC_API = Schemas.file("asyncapi.json");

  static List<Path> schemas() throws IOException {
    try (Stream<Path> files = Files.walk(STATIC.resolve("schemas"))) {
      return files
          .filter(it -> it.toString().endsWith(".json") && !it.startsWith(EXAMPLES))
          .sorted()
          .toList();
    }
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.sorted().toList();
    }
  }

  /** By the dialect's own schema, which the validator brings along. */
  @ParameterizedTest
  @MethodSource("schemas")
  void aSchemaIsASchema(Path schema) throws IOException {
    JsonNode json = Schemas.JSON.readTree(schema.toFile());

    assertThat(json.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(Schemas.metaSchemaErrors(json.toString())).isEmpty();
    assertThat(json.path("title").asText()).isNotBlank();
    assertThat(json.path("description").asText()).isNotBlank();
    assertReferencesResolve(STATIC.relativize(schema).toString(), json);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsValid(Path example) throws IOException {
    JsonNode record = Schemas.JSON.readTree(example.toFile());
    String type = record.at("/headers/ce_type").asText();
    String name = type.replace("io.gpmcworker.", "");

    if (Arrays.stream(EventType.values()).anyMatch(it -> it.wireName().equals(type))) {
      assertThat(RecordContract.ofEvent(event(record))).isEmpty();
    } else {
      assertThat(Schemas.asPublished().errors(name, record.path("value").toString())).isEmpty();
      assertThat(Schemas.asPublished().errors("command.headers", record.path("headers").toString()))
          .isEmpty();
      assertThat(record.path("key")).isEqualTo(record.at("/headers/ce_subject"));
    }
  }

  private static ConsumerRecord<byte[], byte[]> event(JsonNode record) {
    ConsumerRecord<byte[], byte[]> event =
        new ConsumerRecord<>(
            "examples",
            0,
            0,
            record.path("key").asText().getBytes(StandardCharsets.UTF_8),
            record.path("value").toString().getBytes(StandardCharsets.UTF_8));
    record
        .path("headers")
        .properties()
        .forEach(it ->
            event
                .headers()
                .add(it.getKey(), it.getValue().asText().getBytes(StandardCharsets.UTF_8)));
    return event;
  }

  @Test
  void everyCommandAndEventHasAnExample() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path example : examples()) {
      JsonNode record = Schemas.JSON.readTree(example.toFile());
      shown.add(record.at("/headers/ce_type").asText());
      shown.add(record.at("/value/operation").asText());
    }
    assertThat(shown)
        .contains("io.gpmcworker.operation.start", "io.gpmcworker.operation.cancel")
        .containsAll(Arrays.stream(EventType.values()).map(EventType::wireName).toList())
        .containsAll(Arrays.stream(OperationKind.values()).map(OperationKind::wireName).toList());
  }

  @Test
  void theNamesAreThoseOfTheCode() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path schema : schemas()) {
      String name = STATIC.resolve("schemas/v1").relativize(schema).toString();
      names.add(name.replace(".json", ""));
    }
    Set<String> expected = new TreeSet<>(VOCABULARY);
    expected.addAll(List.of("operation.start", "operation.cancel"));
    expected.addAll(List.of("command.headers", "event.headers", "dead-letter.headers"));
    for (OperationKind kind : OperationKind.values()) {
      expected.add("parameters/" + kind.wireName());
    }
    for (EventType type : EventType.values()) {
      expected.add(type.wireName().replace("io.gpmcworker.", ""));
      assertThat(type.dataSchema()).isEqualTo("urn:" + type.wireName().replace('.', ':') + ":v1");
    }
    assertThat(names).isEqualTo(expected);
    assertThat(values(Schemas.file("schemas/v1/operation.start.json").at("/properties/operation")))
        .isEqualTo(names(OperationKind.values(), OperationKind::wireName));
    JsonNode parts = Schemas.file("schemas/v1/parts.json").path("$defs");
    assertThat(values(parts.path("state"))).isEqualTo(names(OperationState.values(), Enum::name));
    assertThat(values(parts.path("endReason"))).isEqualTo(names(EndReason.values(), Enum::name));
  }

  @Test
  void asyncApiTellsOfEveryCommandAndEvent() {
    assertThat(ASYNC_API.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(ASYNC_API.at("/info/title").asText()).isNotBlank();
    assertThat(ASYNC_API.at("/info/version").asText()).isNotBlank();
    assertReferencesResolve("asyncapi.json", ASYNC_API);
    assertThat(fields(ASYNC_API.at("/channels/commands/messages")))
        .containsExactlyInAnyOrder("operation.start", "operation.cancel");
    assertThat(fields(ASYNC_API.at("/channels/events/messages")))
        .isEqualTo(names(EventType.values(), it -> it.wireName().replace("io.gpmcworker.", "")));
    ASYNC_API
        .at("/components/messages")
        .properties()
        .forEach(it -> {
          if (!it.getKey().equals("dead-letter")) {
            assertMessage(it.getKey(), it.getValue());
          }
        });
  }

  private static void assertMessage(String name, JsonNode message) {
    String type = "io.gpmcworker." + name;
    JsonNode headers = message.at("/headers/schema/allOf/1/properties");
    assertThat(headers.at("/ce_type/const").asText()).isEqualTo(type);
    assertThat(headers.at("/ce_dataschema/const").asText())
        .isEqualTo("urn:" + type.replace('.', ':') + ":v1");
    assertThat(message.at("/payload/schema/$ref").asText())
        .isEqualTo("schemas/v1/" + name + ".json");
    assertThat(message.at("/payload/schemaFormat").asText())
        .isEqualTo("application/schema+json;version=draft-2020-12");
  }

  /** An operation's channel has its messages, and it says which way they go. */
  @Test
  void asyncApiOperationsStayInsideTheirChannels() {
    assertThat(ASYNC_API.path("operations")).isNotEmpty();
    for (JsonNode operation : ASYNC_API.path("operations")) {
      assertThat(operation.path("action").asText()).isIn("send", "receive");
      String channel = operation.at("/channel/$ref").asText();
      assertThat(channel).startsWith("#/channels/");
      operation
          .path("messages")
          .forEach(it -> assertThat(it.path("$ref").asText()).startsWith(channel + "/messages/"));
    }
    for (JsonNode channel : ASYNC_API.path("channels")) {
      assertThat(channel.path("address").asText()).startsWith("gpmc.");
    }
  }

  private static void assertReferencesResolve(String file, JsonNode json) {
    for (JsonNode reference : json.findValues("$ref")) {
      String[] parts = reference.asText().split("#", 2);
      Path target =
          parts[0].isEmpty() ? Path.of(file) : Path.of(file).resolveSibling(parts[0]).normalize();
      JsonNode found = Schemas.file(target.toString());
      assertThat(parts.length < 2 || !found.at(parts[1]).isMissingNode())
          .as("%s in %s", reference, file)
          .isTrue();
    }
  }

  private static Set<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return new TreeSet<>(names);
  }

  private static Set<String> values(JsonNode schema) {
    Set<String> values = new TreeSet<>();
    schema.path("enum").forEach(it -> values.add(it.asText()));
    return values;
  }

  private static <T> Set<String> names(T[] values, Function<T, String> name) {
    return Arrays.stream(values).map(name).collect(Collectors.toCollection(TreeSet::new));
  }
}
