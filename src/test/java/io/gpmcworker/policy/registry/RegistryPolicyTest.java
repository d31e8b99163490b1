package io.gpmcworker.policy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.Bytes;
import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryPolicyTest {

  private static final RegistryPolicy POLICY =
      new RegistryPolicy(
          List.of(
              entry(
                  "Software\\Policies\\A", "Text", 1, "x;]\0".getBytes(StandardCharsets.UTF_16LE)),
              entry("Software\\Policies\\A", "Number", 4, new byte[] {1, 0, 0, 0}),
              entry("Software\\Policies\\A", "**del.Old", 1, new byte[] {' ', 0}),
              entry(
                  "Software\\Policies\\B",
                  "**DeleteKeys",
                  1,
                  "c;d\0".getBytes(StandardCharsets.UTF_16LE)),
              entry("Software\\Policies\\B", "", 0, new byte[0]),
              entry("Software\\Policies\\B", "lone \uD800 half", 11, new byte[8])));

  @Test
  void valuesAndDirectivesAreKeptInOrder() throws MalformedPolicyException {
    assertThat(RegistryPolicy.read(POLICY.toByteArray(), "registry.pol")).isEqualTo(POLICY);
  }

  @Test
  void theFileBeginsWithItsSignatureAndVersion() {
    assertThat(new RegistryPolicy(List.of()).toByteArray())
        .containsExactly('P', 'R', 'e', 'g', 1, 0, 0, 0);
  }

  @Test
  void aFileCutBetweenEntriesIsShorterAndAnywhereElseRefused() {
    byte[] whole = new RegistryPolicy(POLICY.entries().subList(0, 1)).toByteArray();
    for (int length = 9; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RegistryPolicy.read(cut, "Machine\\registry.pol"))
          .isInstanceOf(MalformedPolicyException.class)
          .hasMessageStartingWith("Machine\\registry.pol: ")
          .hasMessageMatching(".*\\(at byte \\d+\\)");
    }
  }

  @Test
  void aSizeBeyondTheFileIsNotBelieved() {
    byte[] file = new RegistryPolicy(List.of(entry("k", "v", 3, new byte[2]))).toByteArray();
    int size = 8 + 2 + 4 + 2 + 4 + 2 + 4 + 2;
    Arrays.fill(file, size, size + 4, (byte) 0xFF);

    assertThatThrownBy(() -> RegistryPolicy.read(file, "registry.pol"))
        .hasMessage(
            "registry.pol: says that 4294967295 bytes of data follow, but only 4 do (at byte 28)");
  }

  @Test
  void anotherSignatureIsRefused() {
    assertThatThrownBy(() -> RegistryPolicy.read(new byte[8], "registry.pol"))
        .hasMessage("registry.pol: does not begin with PReg and version 1 (at byte 0)");
  }

  private static RegistryPolicyEntry entry(String key, String name, int type, byte[] data) {
    return new RegistryPolicyEntry(key, name, type, Bytes.of(data));
  }
}
