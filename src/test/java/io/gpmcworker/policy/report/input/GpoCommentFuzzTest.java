package io.gpmcworker.policy.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoPath;
import io.gpmcworker.testing.fuzz.Fuzzer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** GPO.cmt holds whatever somebody saved there: it is a comment or none, never a failure. */
class GpoCommentFuzzTest {

  private static Optional<String> read(byte[] content) throws Exception {
    return GpoComment.read(
        List.of(GpoPath.parse("gpo.CMT")), path -> new ByteArrayInputStream(content));
  }

  @Test
  @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void isAPlainTextOrNone() throws Exception {
    byte[] sample = "Für die Büros\r\n日本語\0".getBytes(StandardCharsets.UTF_16LE);
    assertThat(read(sample)).contains("Für die Büros\r\n日本語");
    assertThat(read(new byte[0])).isEmpty();
    assertThat(read(new byte[1 << 20])).isEmpty();

    new Fuzzer(
            "GPO.cmt",
            MalformedPolicyException.class,
            input ->
                read(input)
                    .ifPresent(text ->
                        assertThat(text)
                            .isNotBlank()
                            .hasSizeLessThan(1 << 16)
                            .doesNotContain("\0")))
        .run(List.of(sample));
  }
}
