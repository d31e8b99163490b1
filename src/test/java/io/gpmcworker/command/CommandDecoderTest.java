package io.gpmcworker.command;

import static io.gpmcworker.command.Reading.assertRefused;
import static io.gpmcworker.command.Reading.command;
import static io.gpmcworker.command.Reading.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.Command.StartOperation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads: strict JSON, every wrong field named. */
class CommandDecoderTest {

  private static CommandRecord startWith(String payload) {
    return CommandRecord.start().value(payload);
  }

  @Test
  void aStartIsReadWhole() {
    StartOperation start = start(CommandRecord.start());
    assertThat(start.operationId().value()).isEqualTo(CommandRecord.ID);
    assertThat(start.kind()).isEqualTo(OperationKind.BACKUP_GPO);
    assertThat(start.domain()).isEqualTo("corp");
    assertThat(start.parameters())
        .isEqualTo("{\"backupStore\":\"default\",\"gpo\":\"Default Domain Policy\"}");
    assertThat(start.cancellable()).isTrue();
    assertThat(start.origin().requestedBy()).contains("svc-tickets");
    assertThat(start.expiresAt()).isEmpty();
  }

  @Test
  void aCancelIsReadWhole() {
    Command read = command(CommandRecord.cancel());
    assertThat(read).isInstanceOf(Command.CancelOperation.class);
    assertThat(((Command.CancelOperation) read).reason()).isEqualTo(Optional.of("withdrawn"));
    assertThat(read.origin().requestedBy()).contains("jane");
  }

  @Test
  void aStartSpelledDifferentlyIsTheSameStart() {
    String one =
        """
        {"operation":"backup-gpo","domain":"corp","parameters":{"gpo":"A","backupStore":"default"}}
        """;
    String other =
        """
        { "parameters" : { "backupStore":"default",
          "gpo":"\\u0041" }, "domain":"corp","operation":"backup-gpo" }
        """;
    assertThat(start(startWith(other)).fingerprint())
        .isEqualTo(start(startWith(one)).fingerprint());
    assertThat(start(startWith(one.replace("\"A\"", "\"B\""))).fingerprint())
        .isNotEqualTo(start(startWith(one)).fingerprint());
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    assertRefused(
            startWith(
                """
                {"operation":"backup-gpo","domain":"elsewhere","color":"red","requestedBy":7,
                 "parameters":{"gpo":1,"backupStore":"../x","path":"C:\\\\"}}
                """),
            "invalid-payload")
        .contains(
            "domain: 'elsewhere' is not configured; there are corp",
            "requestedBy: must be a string",
            "parameters.gpo: must be a string",
            "parameters.backupStore: a backup store's name has",
            "parameters.path: is unknown; the fields here are backupStore, comment, gpo",
            "color: is unknown");
  }

  @Test
  void anUnknownOperationIsNamedWithAllThatThereAre() {
    assertRefused(
            startWith("{\"operation\":\"delete-gpo\",\"domain\":\"corp\",\"parameters\":{}}"),
            "invalid-payload")
        .contains(
            "operation: 'delete-gpo' is no operation", "backup-gpo", "report-starter-gpo-backup");
  }

  @Test
  void anOperationThatTheDriverLacksIsRefusedWithThoseThatItHas() {
    assertRefused(
            startWith(
                "{\"operation\":\"report-domain\",\"domain\":\"corp\",\"parameters\":{\"reportType\":\"infra-xml\"}}"),
            "operation-not-supported")
        .contains("'corp'", "IGPMDomain3::GenerateReport", "backup-gpo, backup-all-gpos");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "\"x\"", "null", "true"})
  void aPayloadThatIsNoObjectIsRefused(String payload) {
    assertRefused(startWith(payload), "malformed-payload").contains("no JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{]",
        "{'a':1}",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "// x\n{}",
        "{} {}",
        "{\"operation\":\"backup-gpo\",\"parameters\":{}",
        "{}x",
        "{\"a\":\"\n\"}",
        "\u0000{}",
        "{\"a\":\"\\x\"}"
      })
  void aPayloadThatIsNotStrictJsonIsRefused(String payload) {
    assertRefused(startWith(payload), "malformed-payload")
        .startsWith("The payload is not valid JSON")
        .as("nothing that only the parser's programmers know")
        .doesNotContain("REDACTED", "`", "com.fasterxml");
  }

  @Test
  void aFieldThatIsThereTwiceIsNamed() {
    assertRefused(startWith("{\"domain\":\"corp\",\"domain\":\"lab\"}"), "malformed-payload")
        .contains("Duplicate field 'domain'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deepNestingIsRefused(String level) {
    assertRefused(startWith("{\"parameters\":" + level.repeat(1_300)), "malformed-payload")
        .contains("nesting depth");
  }

  @Test
  void aDeepPayloadThatIsWholeIsRefusedByItsFields() {
    String deep = "[".repeat(900) + "]".repeat(900);
    assertRefused(startWith("{\"operation\":" + deep + "}"), "invalid-payload")
        .contains("operation: must be a string, not an array");
  }

  @Test
  void aPayloadThatIsNoUtf8IsRefused() {
    byte[] payload = "{\"operation\":\"??\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    payload[14] = (byte) 0xC3;
    payload[15] = (byte) 0x28;
    assertRefused(CommandRecord.start().value(payload), "malformed-payload").contains("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud800", "\\udc00\\ud800"})
  void textThatIsNoTextIsRefusedUnderItsField(String character) {
    assertRefused(
            startWith(
                """
                {"operation":"backup-gpo","domain":"corp","requestedBy":"%s",
                 "parameters":{"gpo":"a%s","backupStore":"default"}}
                """
                    .formatted(character, character)),
            "invalid-payload")
        .contains("parameters.gpo: holds a character", "requestedBy: holds a character");
  }

  @Test
  void numbersBeyondAllMeasureAreWrongTypesAndNothingWorse() {
    for (String number : new String[] {"1e999999999", "9".repeat(900), "-0", "0.1e-999999"}) {
      assertRefused(startWith("{\"operation\":" + number + "}"), "invalid-payload")
          .contains("operation: must be a string, not a number");
    }
  }

  @Test
  void whoAskedAndWhyIsBounded() {
    assertRefused(
            CommandRecord.cancel().value("{\"reason\":\"%s\"}".formatted("x".repeat(1_025))),
            "invalid-payload")
        .contains("reason: has 1025 characters; at most 1024");
    assertRefused(
            CommandRecord.cancel().value("{\"requestedBy\":\"%s\"}".formatted("x".repeat(257))),
            "invalid-payload")
        .contains("requestedBy: has 257 characters; at most 256");
    assertRefused(CommandRecord.cancel().value("{\"force\":true}"), "invalid-payload")
        .contains("force: is unknown; the fields here are reason, requestedBy");
  }

  @Test
  void aRefusalIsBoundedHoweverMuchIsWrong() {
    StringBuilder fields = new StringBuilder("{");
    for (int n = 0; n < 900; n++) {
      fields.append("\"f").append(n).append("\":1,");
    }
    assertRefused(startWith(fields.append("\"z\":1}").toString()), "invalid-payload")
        .hasSizeLessThan(4_000)
        .endsWith("more");
  }
}
