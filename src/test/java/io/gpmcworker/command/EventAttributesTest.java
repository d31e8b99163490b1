package io.gpmcworker.command;

import static io.gpmcworker.command.Reading.assertRefused;
import static io.gpmcworker.command.Reading.command;
import static io.gpmcworker.command.Reading.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.operation.CommandOrigin;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventAttributesTest {

  @Test
  void theOriginIsKept() {
    assertThat(
            command(
                    CommandRecord.cancel()
                        .header("ce_correlationid", "CHG0031")
                        .header("ce_traceparent", "00-a-b-01"))
                .origin())
        .isEqualTo(
            new CommandOrigin(
                "/tests",
                "command-1",
                Optional.of("CHG0031"),
                Optional.of("00-a-b-01"),
                Optional.of("jane")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "../x", "ä", "a\u0000", "{x}", "a\n"})
  void aSubjectThatIsNoOperationIdIsRefused(String subject) {
    assertRefused(
            CommandRecord.start().header("ce_subject", subject).key(subject), "invalid-attribute")
        .contains("subject", "1 to 64 characters of A-Z a-z 0-9 . _ -");
  }

  @Test
  void lengthsAreBounded() {
    String id = "x".repeat(64);
    assertThat(start(CommandRecord.start().header("ce_subject", id).key(id)).operationId().value())
        .isEqualTo(id);
    assertRefused(
            CommandRecord.start().header("ce_subject", id + "x").key(id + "x"), "invalid-attribute")
        .contains("subject");
    assertRefused(CommandRecord.start().header("ce_id", "x".repeat(257)), "invalid-attribute")
        .contains("'id'", "257", "1 to 256");
    assertRefused(CommandRecord.start().header("ce_source", "x".repeat(513)), "invalid-attribute")
        .contains("'source'", "513");
    assertRefused(
            CommandRecord.start().header("ce_correlationid", "x".repeat(257)), "invalid-attribute")
        .contains("'correlationid'");
    assertRefused(
            CommandRecord.start().header("ce_traceparent", "x".repeat(65)), "invalid-attribute")
        .contains("'traceparent'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "\\u0007"})
  void anAttributeThatIsNoTextIsNamed(String character) {
    assertRefused(
            CommandRecord.structuredStart("\"correlationid\":\"a" + character + "\","),
            "invalid-attribute")
        .contains("'correlationid'", "no text");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.123456Z, 2026-01-31T12:00:00.123456Z",
    "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
    "2026-01-31T12:00Z, 2026-01-31T12:00:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z"
  })
  void anExpiryTimeIsATimeWithItsZone(String text, Instant expected) {
    assertThat(start(CommandRecord.start().header("ce_expirytime", text)).expiresAt())
        .contains(expected);
    assertThat(start(CommandRecord.structuredStart("\"expirytime\":\"" + text + "\",")).expiresAt())
        .contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-01-31",
        "2026-01-31T12:00:00",
        "12:00Z",
        "1769860800",
        "2026-02-30T12:00:00Z",
        "+200000-01-01T00:00:00Z",
        "-5000-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59-18:00"
      })
  void anythingElseIsNoExpiryTime(String text) {
    assertRefused(CommandRecord.start().header("ce_expirytime", text), "invalid-attribute")
        .contains("expirytime", "such as 2026-01-31T12:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/jsonp", "application/octet-stream"})
  void aPayloadThatIsNotJsonIsRefused(String contentType) {
    assertRefused(CommandRecord.start().header("content-type", contentType), "invalid-attribute")
        .contains(contentType, "application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json ;charset=UTF-8",
        "Application/JSON"
      })
  void jsonIsJsonHoweverItIsSpelled(String contentType) {
    assertThat(start(CommandRecord.start().header("content-type", contentType)).domain())
        .isEqualTo("corp");
  }

  @Test
  void thePayloadsVersionIsKnownOrRefused() {
    String known = "urn:io:gpmcworker:operation:start:v1";
    assertThat(start(CommandRecord.start().header("ce_dataschema", known)).domain())
        .isEqualTo("corp");
    assertRefused(
            CommandRecord.start().header("ce_dataschema", known.replace("v1", "v2")),
            "unknown-version")
        .contains("v2", known);
  }
}
