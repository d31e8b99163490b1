package io.gpmcworker.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.command.MalformedRecords.Misfortune;
import io.gpmcworker.contract.CommandSamples;
import io.gpmcworker.contract.Schemas;
import io.gpmcworker.gpmc.OperationKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the decoder takes, the published schemas take, and the other way round.
 *
 * <p>What a schema cannot know is left out: which domains are configured, what their drivers
 * support, JSON that is no JSON or has a field twice, and attributes and keys.
 */
class SchemaAgreementTest {

  /** A surrogate without its other half has no UTF-8, only an escape. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final String GUID = "\"{31B2F340-016D-11D2-945F-00C04FB984F9}\"";
  private static final int ROUNDS = 100;

  /** JSON of what fields are given, good for some and bad for others. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "1",
          "[]",
          "{}",
          "\"\"",
          "\" \"",
          "\"\\t\"",
          "\"default\"",
          "\"a/b\"",
          "\"..\"",
          "\"a\\n\"",
          "\"a\\u0000\"",
          "\"\\ud800\"",
          "\"Ärger mit Umlauten\"",
          "\"corp to lab.migtable\"",
          "\"ends with a dot.\"",
          "\"ends with a space \"",
          "\"nul.txt\"",
          "\"COM¹\"",
          "\"console\"",
          "\"xml\"",
          "\"html\"",
          "\"infra-xml\"",
          "\"XML\"",
          "\"{31b2f340-016d-11d2-945f-00c04fb984f9}\"",
          "\"{31B2F340-016D-11D2-945F-00C04FB984F9}\\n\"",
          "\"31B2F340-016D-11D2-945F-00C04FB984F9\"",
          GUID,
          "\"" + "x".repeat(64) + "\"",
          "\"" + "x".repeat(65) + "\"",
          "\"" + "x".repeat(127) + "\"",
          "\"" + "x".repeat(128) + "\"",
          "\"" + "x".repeat(256) + "\"",
          "\"" + "x".repeat(257) + "\"",
          "\"" + "x".repeat(1_025) + "\"",
          "\"" + "x".repeat(2_047) + "\"",
          "\"" + "x".repeat(2_048) + "\"");

  private static final List<String> FIELDS =
      List.of(
          "gpo",
          "backupStore",
          "comment",
          "backupId",
          "backupGpoName",
          "target",
          "source",
          "targetName",
          "targetDomain",
          "migrationTable",
          "migrationTableOnly",
          "mapPreferences",
          "createIfNeeded",
          "copyAcl",
          "reportType",
          "computer",
          "user",
          "file",
          "overwrite",
          "starterGpo",
          "language",
          "other");

  @ParameterizedTest
  @EnumSource
  void aStartIsJudgedTheSameWay(OperationKind kind) throws IOException {
    Random random = new Random(Long.getLong("gpmc.seed", 7));
    for (int round = 0; round < ROUNDS; round++) {
      ObjectNode payload = CommandSamples.start(kind);
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        change(payload, random);
      }
      assertAgreed(CommandRecord.start(), "operation.start", JSON.writeValueAsString(payload));
    }
  }

  @Test
  void aSampleOfEachOperationIsTaken() throws IOException {
    for (OperationKind kind : OperationKind.values()) {
      assertThat(taken(CommandRecord.start().value(CommandSamples.start(kind).toString())))
          .as(kind.wireName())
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reason", "requestedBy", "other"})
  void aCancelIsJudgedTheSameWay(String field) {
    for (String value : VALUES) {
      assertAgreed(
          CommandRecord.cancel(), "operation.cancel", "{\"%s\":%s}".formatted(field, value));
    }
    assertAgreed(CommandRecord.cancel(), "operation.cancel", "{}");
    assertAgreed(CommandRecord.cancel(), "operation.cancel", "[]");
  }

  @ParameterizedTest
  @EnumSource
  void aPayloadThatTheDecoderRefusesBreaksTheSchema(Misfortune misfortune) {
    MalformedRecords records = new MalformedRecords(Long.getLong("gpmc.seed", 7));
    for (int round = 0; round < 20; round++) {
      ProducerRecord<byte[], byte[]> malformed = records.make(misfortune);
      CommandRecord record = CommandRecord.of(malformed);
      if (record.read() instanceof Decoded.Invalid invalid
          && invalid.problem().type().endsWith(":invalid-payload")
          && invalid.problem().errors().stream()
              .anyMatch(error -> !error.detail().contains("is not configured"))) {
        byte[] value = malformed.value();
        String payload = value == null ? "{}" : new String(value, StandardCharsets.UTF_8);
        assertThat(Schemas.asPublished().errors("operation.start", payload))
            .as(payload)
            .isNotEmpty();
      }
    }
  }

  /** Where they differ, the decoder is the stricter one or the text is not worth sending. */
  @Test
  void theExceptionsAreThese() {
    String astral = "😀".repeat(200);
    assertThat(taken(CommandRecord.cancel().value("{\"requestedBy\":\"%s\"}".formatted(astral))))
        .as("the decoder counts UTF-16 units")
        .isFalse();
    assertThat(
            Schemas.asPublished()
                .errors("operation.cancel", "{\"requestedBy\":\"%s\"}".formatted(astral)))
        .as("JSON Schema counts code points")
        .isEmpty();
    assertThat(taken(CommandRecord.cancel().value((byte[]) null)))
        .as("a cancel may do without a payload")
        .isTrue();
  }

  private static void change(ObjectNode payload, Random random) throws IOException {
    ObjectNode parameters = payload.withObject("parameters");
    JsonNode value = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
    switch (random.nextInt(12)) {
      case 0 -> payload.set("requestedBy", value);
      case 1 -> payload.set(random.nextBoolean() ? "other" : "operation", value);
      case 2 -> payload.remove(random.nextBoolean() ? "parameters" : "operation");
      case 3, 4 -> {
        List<String> names = new ArrayList<>();
        parameters.fieldNames().forEachRemaining(names::add);
        if (!names.isEmpty()) {
          parameters.remove(names.get(random.nextInt(names.size())));
        }
      }
      case 5, 6 -> parameters.set(FIELDS.get(random.nextInt(FIELDS.size())), value);
      default -> {
        List<String> names = new ArrayList<>();
        parameters.fieldNames().forEachRemaining(names::add);
        if (!names.isEmpty()) {
          parameters.set(names.get(random.nextInt(names.size())), value);
        }
      }
    }
  }

  private static void assertAgreed(CommandRecord record, String schema, String payload) {
    List<String> errors = Schemas.asPublished().errors(schema, payload);
    assertThat(taken(record.value(payload)))
        .as("%s, to the schema: %s", payload, errors)
        .isEqualTo(errors.isEmpty());
  }

  /** Whether its payload is fit; what a driver supports is not the payload's matter. */
  private static boolean taken(CommandRecord record) {
    return switch (record.read()) {
      case Decoded.Valid _ -> true;
      case Decoded.Invalid invalid -> invalid.problem().type().endsWith(":operation-not-supported");
    };
  }
}
