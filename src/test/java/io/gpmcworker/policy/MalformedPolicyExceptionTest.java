package io.gpmcworker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said of a malformed file stays short, whatever the file holds. */
class MalformedPolicyExceptionTest {

  @Test
  void aReasonThatQuotesAWholeFileIsCutOff() {
    String reason = "unknown line " + "a".repeat(300_000);

    MalformedPolicyException malformed = new MalformedPolicyException("journal", reason);

    assertThat(malformed.reason()).hasSize(1_000).startsWith("unknown line aaa").endsWith("a…");
    assertThat(malformed).hasMessage("journal: " + malformed.reason());
    assertThat(malformed.in("Backup.xml").reason()).hasSize(1_000).startsWith("journal: unknown");
  }

  @Test
  void noCharacterIsCutInTwo() {
    String reason = new MalformedPolicyException("x", "a" + "😀".repeat(1_000)).reason();

    assertThat(reason).hasSize(1_000).endsWith("😀…");
    assertThat(new MalformedPolicyException("x", "😀".repeat(1_000)).reason())
        .hasSize(999)
        .endsWith("😀…");
  }
}
