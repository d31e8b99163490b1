package io.gpmcworker.command;

import static io.gpmcworker.command.Reading.assertRefused;
import static io.gpmcworker.command.Reading.command;
import static io.gpmcworker.command.Reading.refusal;
import static io.gpmcworker.command.Reading.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.operation.Command;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both content modes of the binding, and what is no CloudEvent at all. */
class RecordReaderTest {

  private static final byte[] NO_UTF_8 = {(byte) 0xC3, (byte) 0x28};

  @Test
  void binaryAndStructuredModeSayTheSame() {
    assertThat(start(CommandRecord.structuredStart(""))).isEqualTo(start(CommandRecord.start()));
  }

  @Test
  void aCancelMayDoWithoutAPayload() {
    for (byte[] none : Arrays.asList(null, new byte[0])) {
      assertThat(command(CommandRecord.cancel().without("content-type").value(none)))
          .isInstanceOf(Command.CancelOperation.class);
    }
  }

  @Test
  void aStartWithoutAPayloadIsToldWhatItLacks() {
    assertRefused(CommandRecord.start().value((byte[]) null), "invalid-payload")
        .contains("operation: is missing", "domain: is missing");
  }

  @Test
  void aTombstoneOfACompactedTopicIsNoEvent() {
    CommandRecord tombstone = CommandRecord.start().value((byte[]) null);
    for (String header :
        new String[] {
          "ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "content-type"
        }) {
      tombstone.without(header);
    }
    assertRefused(tombstone, "malformed-event").contains("Binary mode needs the headers");
    assertThat(refusal(tombstone).attributes().subject()).contains(CommandRecord.ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
  void aMissingRequiredHeaderMakesItNoEvent(String header) {
    assertRefused(CommandRecord.start().without(header), "malformed-event").contains("ce_id");
  }

  @Test
  void aMissingSubjectIsNamed() {
    assertRefused(CommandRecord.start().without("ce_subject"), "invalid-attribute")
        .contains("subject is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "0.3", "2.0", "", "one"})
  void anotherVersionOfCloudEventsIsRefused(String version) {
    assertRefused(CommandRecord.start().header("ce_specversion", version), "malformed-event")
        .contains("CloudEvent 1.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_subject", "ce_correlationid", "content-type", "other"})
  void aHeaderThatIsNoUtf8IsNamed(String header) {
    assertRefused(CommandRecord.start().header(header, NO_UTF_8), "malformed-event")
        .contains("header '" + header + "' is not valid UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_id", "ce_subject", "ce_type", "content-type", "ce_specversion"})
  void aHeaderWithoutAValueIsRefusedAndStopsNothing(String header) {
    assertThat(refusal(CommandRecord.start().header(header, (byte[]) null)).problem().detail())
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.gpmcworker.operation.pause", "x", "IO.GPMCWORKER.OPERATION.START"})
  void anotherTypeIsNoCommandAndTheCommandsAreNamed(String type) {
    assertRefused(CommandRecord.start().header("ce_type", type), "unknown-command")
        .contains(type, CommandDecoder.START, CommandDecoder.CANCEL);
  }

  @Test
  void aKeyThatIsNotTheSubjectIsRefused() {
    assertRefused(CommandRecord.start().key("op-2"), "key-mismatch").contains("'op-2'", "'op-1'");
    assertRefused(CommandRecord.start().key(null), "key-mismatch").contains("missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "1",
        "\"x\"",
        "{",
        "{}",
        "",
        "not json",
        "{\"specversion\":\"1.0\"}",
        "{\"specversion\":1,\"id\":2,\"source\":3,\"type\":4}",
        "{\"specversion\":\"1.0\",\"id\":[],\"source\":{},\"type\":true}"
      })
  void structuredModeGarbageIsNoEvent(String garbage) {
    assertRefused(CommandRecord.structured(garbage), "malformed-event");
  }

  @Test
  void structuredModeReadsBase64DataToo() {
    String data =
        java.util.Base64.getEncoder()
            .encodeToString(
                io.gpmcworker.testing.Topics.backup("Default Domain Policy")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(
            start(
                CommandRecord.structured(
                    """
                    {"specversion":"1.0","id":"command-1","source":"/tests","subject":"op-1",
                     "type":"io.gpmcworker.operation.start","data_base64":"%s"}
                    """
                        .formatted(data))))
        .isEqualTo(start(CommandRecord.start()));
  }

  @Test
  void structuredModeIsAsStrictAsBinaryMode() {
    assertRefused(CommandRecord.structuredStart("\"subject\":\"op-2\","), "malformed-event")
        .contains("Duplicate");
    assertRefused(
            CommandRecord.structured(
                """
                {"specversion":"1.0","id":"1","source":"/tests","subject":"op-1",
                 "type":"io.gpmcworker.operation.cancel","data":{"reason":"a","reason":"b"}}
                """),
            "malformed-event")
        .contains("Duplicate", "reason");
    assertRefused(
            CommandRecord.structured(
                """
                {"specversion":"1.0","id":"1","source":"/tests","subject":"op-1",
                 "type":"io.gpmcworker.operation.cancel"} {}
                """),
            "malformed-event")
        .contains("Trailing");
  }

  @Test
  void whatIsTooLargeIsRefusedAndStillNamesItsOperation() {
    CommandRecord payload = CommandRecord.start().value(new byte[8_193]);
    assertRefused(payload, "too-large").contains("8193", "at most 8192");
    assertThat(refusal(payload).attributes().subject()).contains(CommandRecord.ID);
    assertThat(refusal(payload).attributes().id()).contains("command-1");
    CommandRecord headers = CommandRecord.start().header("x", new byte[2_048]);
    assertRefused(headers, "too-large").contains("headers", "at most 2048");
    assertThat(refusal(headers).attributes().id()).contains("command-1");
  }

  @Test
  void whatIsRefusedIsAnsweredWithAllThatItTellsOfItself() {
    String id = "c".repeat(250);
    Decoded.Attributes told =
        refusal(
                CommandRecord.start()
                    .header("ce_id", id)
                    .header("ce_correlationid", "CHG0031")
                    .header(
                        "ce_traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .value("{}"))
            .attributes();
    assertThat(told.subject()).contains(CommandRecord.ID);
    assertThat(told.id()).contains(id);
    assertThat(told.type()).contains(CommandDecoder.START);
    assertThat(told.correlationId()).contains("CHG0031");
    assertThat(told.traceparent())
        .contains("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  @Test
  void whatIsNoTextIsNotHandedOn() {
    Decoded.Attributes told =
        refusal(
                CommandRecord.structuredStart(
                    "\"correlationid\":\"\\ud800\",\"traceparent\":\"a\\u0000b\","))
            .attributes();
    assertThat(told.correlationId()).isEmpty();
    assertThat(told.traceparent()).isEmpty();
  }
}
