package io.gpmcworker.policy.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.MalformedPolicyException;
import io.gpmcworker.policy.gpo.GpoVersion;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GptIniTest {

  @Test
  void aNewOneIsWhatWindowsWrites() {
    assertThat(GptIni.create(new GpoVersion(1, 1)).toByteArray())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("[General]\r\nVersion=65537\r\n");
  }

  @Test
  void onlyTheVersionChangesWhateverElseIsInTheFile() throws MalformedPolicyException {
    byte[] content =
        "; note\r\n[general]\r\nVERSION = 65537\r\ndisplayName=Nouvel objet Stratégie\r\n\r\n[x]\r\nVersion=7"
            .getBytes(Charset.forName("windows-1252"));
    GptIni ini = GptIni.read(content);

    assertThat(ini.version()).isEqualTo(new GpoVersion(1, 1));
    assertThat(ini.displayName()).contains("Nouvel objet Stratégie");
    assertThat(ini.toByteArray()).isEqualTo(content);
    assertThat(ini.withVersion(new GpoVersion(1, 2)).toByteArray())
        .isEqualTo(
            "; note\r\n[general]\r\nVersion=65538\r\ndisplayName=Nouvel objet Stratégie\r\n\r\n[x]\r\nVersion=7"
                .getBytes(Charset.forName("windows-1252")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-8"})
  void aByteOrderMarkIsKept(String charset) throws MalformedPolicyException {
    byte[] content =
        "\uFEFF[General]\r\nVersion=1\r\ndisplayName=Ω\r\n".getBytes(Charset.forName(charset));
    GptIni ini = GptIni.read(content);

    assertThat(ini.displayName()).contains("Ω");
    assertThat(ini.withVersion(new GpoVersion(0, 1)).toByteArray()).isEqualTo(content);
  }

  @ParameterizedTest
  @CsvSource({"65538, 1, 2", "4294967295, 65535, 65535", "-1, 65535, 65535", "0, 0, 0"})
  void theUserHalfIsTheHighHalf(String number, int user, int machine)
      throws MalformedPolicyException {
    assertThat(read("[General]\nVersion=" + number).version())
        .isEqualTo(new GpoVersion(user, machine));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[General]", "[Other]\r\nVersion=5\r\n", "displayName=x"})
  void aVersionIsAddedWhereThereIsNone(String text) throws MalformedPolicyException {
    GptIni ini = read(text);

    assertThat(ini.version()).isEqualTo(GpoVersion.ZERO);
    assertThat(GptIni.read(ini.withVersion(new GpoVersion(2, 3)).toByteArray()).version())
        .isEqualTo(new GpoVersion(2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Version=", "Version=x", "Version=4294967296", "Version=1.0"})
  void aVersionThatIsNoNumberIsRefused(String line) {
    assertThatThrownBy(() -> read("[General]\r\n" + line))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith("gpt.ini: Version is no number");
  }

  private static GptIni read(String text) throws MalformedPolicyException {
    return GptIni.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
