package io.gpmcworker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.Topics;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A record on the command topic is taken or refused, whatever is in it; none stops the consumer.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommandFuzzTest {

  private static final String START = Topics.backup("Default Domain Policy");
  private static final String CANCEL = "{\"reason\":\"withdrawn\",\"requestedBy\":\"jane\"}";

  /** The record was refused, with a sentence. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String sentence) {
      super(sentence);
    }
  }

  private static void read(CommandRecord record) throws Refused {
    if (record.read() instanceof Decoded.Invalid invalid) {
      throw new Refused(invalid.problem().detail());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void fuzz(String name, List<byte[]> samples, Fuzzer.Parser parser)
      throws Exception {
    assertThat(new Fuzzer(name, Refused.class, parser).run(samples)).isPositive();
  }

  @Test
  void payloadOfAStart() throws Exception {
    fuzz(
        "payload of a start",
        List.of(bytes(START)),
        input -> read(CommandRecord.start().value(input)));
  }

  @Test
  void payloadOfACancel() throws Exception {
    fuzz(
        "payload of a cancel",
        List.of(bytes(CANCEL)),
        input -> read(CommandRecord.cancel().value(input)));
  }

  @Test
  void structuredEvent() throws Exception {
    String event =
        """
        {"specversion":"1.0","id":"command-1","source":"/tests","subject":"op-1",
         "type":"io.gpmcworker.operation.start","datacontenttype":"application/json",
         "time":"2026-01-02T03:04:05Z","expirytime":"2036-01-02T03:04:05Z","correlationid":"CHG0031",
         "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","data":%s}
        """
            .formatted(START);
    fuzz(
        "structured CloudEvent",
        List.of(bytes(event)),
        input -> read(CommandRecord.structured("").value(input)));
  }

  @Test
  void attributesOfABinaryEvent() throws Exception {
    Map<String, String> headers =
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", "command-1",
            "ce_source", "/tests",
            "ce_type", CommandDecoder.START,
            "ce_subject", CommandRecord.ID,
            "ce_time", "2026-01-02T03:04:05Z",
            "ce_expirytime", "2036-01-02T03:04:05Z",
            "ce_traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "ce_correlationid", "CHG0031",
            "content-type", "application/json");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      fuzz(
          header.getKey(),
          List.of(bytes(header.getValue())),
          input -> read(CommandRecord.start().header(header.getKey(), input)));
    }
  }
}
