package io.gpmcworker.command;

import io.gpmcworker.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Records that are no valid command, each made out of a good one by one misfortune. */
final class MalformedRecords {

  /** Above the largest payload of a command, below what a broker takes. */
  private static final int HUGE = 262_145;

  private static final List<String> HOSTILE_NAMES =
      List.of(
          "../../etc",
          "..\\\\..\\\\Windows",
          "/etc/passwd",
          "\\\\\\\\host\\\\share",
          "C:\\\\",
          "a/b",
          "",
          ".",
          "a\\u0000",
          "\\ud800",
          "%SystemRoot%",
          "a\\u202eb",
          "name with spaces",
          "'; DROP TABLE");

  private final Random random;

  MalformedRecords(long seed) {
    random = new Random(seed);
  }

  /** What can be wrong. */
  enum Misfortune {
    CUT,
    HUGE,
    AS_LARGE_AS_A_RECORD_CAN_BE,
    WRONG_TYPE,
    UNKNOWN_SPEC_VERSION,
    UNKNOWN_SCHEMA_VERSION,
    NO_UTF_8,
    HEADER_NO_UTF_8,
    HOSTILE_STORE,
    GPO_NAME_TOO_LONG,
    UNKNOWN_FIELDS,
    RANDOM_BYTES,
    NO_HEADERS,
    HEADER_MISSING,
    HEADER_WITHOUT_VALUE,
    NO_VALUE,
    STRUCTURED_GARBAGE,
    UNKNOWN_TYPE,
    OTHER_KEY,
    NO_KEY,
    FIELD_TWICE,
    MORE_THAN_ONE_VALUE,
    DEEP,
    UNKNOWN_OPERATION,
    UNKNOWN_DOMAIN,
    OPERATION_NOT_SUPPORTED,
    NO_EXPIRY_TIME,
    NO_OPERATION_ID
  }

  /** A record with a misfortune, about an operation of its own. */
  ProducerRecord<byte[], byte[]> make(Misfortune misfortune) {
    String id = "bad-" + new UUID(random.nextLong(), random.nextLong());
    Draft draft = new Draft(id);
    switch (misfortune) {
      case CUT -> draft.text(draft.json.substring(0, 1 + random.nextInt(draft.json.length() - 2)));
      case HUGE -> draft.value = bytes(HUGE + random.nextInt(40_000));
      case AS_LARGE_AS_A_RECORD_CAN_BE -> draft.value = bytes(1_040_000);
      case WRONG_TYPE ->
          draft.text(
              draft.json.replace(
                  oneOf("\"backup-gpo\"", "\"corp\"", "\"A\"", "\"default\"", "\"svc-tickets\""),
                  oneOf("1", "true", "[]", "{}", "1e400", "[\"corp\"]")));
      case UNKNOWN_SPEC_VERSION -> draft.header("ce_specversion", oneOf("0.3", "2.0", "", "1"));
      case UNKNOWN_SCHEMA_VERSION ->
          draft.header("ce_dataschema", oneOf("urn:io:gpmcworker:operation:start:v2", "x:y"));
      case NO_UTF_8 -> draft.value = spoilt(utf8(draft.json));
      case HEADER_NO_UTF_8 -> draft.headers.put(oneHeader(), new byte[] {(byte) 0xC3, 0x28});
      case HOSTILE_STORE ->
          draft.text(
              draft.json.replace(
                  "default", HOSTILE_NAMES.get(random.nextInt(HOSTILE_NAMES.size()))));
      case GPO_NAME_TOO_LONG ->
          draft.text(
              draft.json.replace("\"A\"", "\"" + "İ".repeat(257 + random.nextInt(99)) + "\""));
      case UNKNOWN_FIELDS -> draft.text(unknownFields(1 + random.nextInt(9_000)));
      case RANDOM_BYTES -> draft.value = bytes(random.nextInt(2_000));
      case NO_HEADERS -> draft.headers.clear();
      case HEADER_MISSING ->
          draft.headers.remove(
              oneOf("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject"));
      case HEADER_WITHOUT_VALUE ->
          draft.headers.put(
              oneOf("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject"), null);
      case NO_VALUE -> draft.value = null;
      case STRUCTURED_GARBAGE -> {
        draft.headers.clear();
        draft.header("content-type", "application/cloudevents+json");
        draft.text(
            oneOf("", "[]", "{}", "null", "{\"specversion\":\"1.0\"}", draft.json, "\uFEFF{"));
      }
      case UNKNOWN_TYPE ->
          draft.header("ce_type", oneOf("io.gpmcworker.operation.pause", "a\u00e4"));
      case OTHER_KEY -> draft.key = utf8(id + "-other");
      case NO_KEY -> draft.key = null;
      case FIELD_TWICE -> draft.text(draft.json.replace("{\"gpo\"", "{\"gpo\":\"B\",\"gpo\""));
      case MORE_THAN_ONE_VALUE -> draft.text(draft.json + oneOf("{}", "x", "]", "\"\""));
      case DEEP -> draft.text("{\"a\":".repeat(2_000));
      case UNKNOWN_OPERATION -> draft.text(draft.json.replace("backup-gpo", "delete-gpo"));
      case UNKNOWN_DOMAIN -> draft.text(draft.json.replace("corp", "nowhere"));
      case OPERATION_NOT_SUPPORTED ->
          draft.text(
              draft.json.replace("backup-gpo", "restore-all-gpos").replace("\"gpo\":\"A\",", ""));
      case NO_EXPIRY_TIME ->
          draft.header(
              "ce_expirytime", oneOf("soon", "+200000-01-01T00:00:00Z", "2026-13-01T00:00Z"));
      case NO_OPERATION_ID -> {
        String none = oneOf("a b", "../x", "x".repeat(65), "ä");
        draft.header("ce_subject", none);
        draft.key = utf8(none);
      }
    }
    return draft.record();
  }

  private byte[] spoilt(byte[] json) {
    json[random.nextInt(json.length)] = (byte) (0xF8 + random.nextInt(8));
    return json;
  }

  private static String unknownFields(int count) {
    StringBuilder json = new StringBuilder("{");
    for (int n = 0; n < count; n++) {
      json.append("\"unknown-").append(n).append("\":null,");
    }
    return json.append("\"last\":1}").toString();
  }

  private String oneHeader() {
    return oneOf("ce_id", "ce_source", "ce_type", "ce_subject", "ce_traceparent", "any");
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static final class Draft {

    private final Map<String, byte @Nullable []> headers = new LinkedHashMap<>();
    private final String json = Topics.backup("A").strip();
    private byte @Nullable [] key;
    private byte @Nullable [] value = utf8(json);

    Draft(String id) {
      key = utf8(id);
      header("ce_specversion", "1.0");
      header("ce_id", "command-of-" + id);
      header("ce_source", "/tests");
      header("ce_type", CommandDecoder.START);
      header("ce_subject", id);
      header("content-type", "application/json");
    }

    void header(String name, String text) {
      headers.put(name, utf8(text));
    }

    void text(String text) {
      value = utf8(text);
    }

    ProducerRecord<byte[], byte[]> record() {
      List<Header> kafkaHeaders = new ArrayList<>();
      headers.forEach((name, bytes) -> kafkaHeaders.add(new RecordHeader(name, bytes)));
      return new ProducerRecord<>(Topics.COMMANDS, null, key, value, kafkaHeaders);
    }
  }
}
