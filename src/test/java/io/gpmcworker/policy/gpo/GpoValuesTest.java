package io.gpmcworker.policy.gpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gpmcworker.policy.MalformedPolicyException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpoValuesTest {

  @Test
  void pathsAreTheSameWhateverTheirCase() throws MalformedPolicyException {
    GpoPath path = GpoPath.parse("MACHINE/Scripts\\Startup/A.ps1");

    assertThat(path).isEqualTo(GpoPath.parse("Machine\\scripts\\startup\\a.PS1"));
    assertThat(path).hasToString("MACHINE\\Scripts\\Startup\\A.ps1");
    assertThat(path.side()).contains(GpoSide.MACHINE);
    assertThat(path.withCanonicalSide()).hasToString("Machine\\Scripts\\Startup\\A.ps1");
    assertThat(path.insideSide()).map(GpoPath::toString).contains("Scripts\\Startup\\A.ps1");
    assertThat(path.isBelow(GpoPath.parse("machine\\SCRIPTS"))).isTrue();
    assertThat(path.below(Path.of("x")))
        .isEqualTo(Path.of("x", "MACHINE", "Scripts", "Startup", "A.ps1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "a\\..\\b",
        "\\a",
        "/a",
        "C:\\a",
        "a\\\\b",
        "a:b",
        "a*",
        "a?",
        "a\u0000",
        "nul",
        "a\\COM1.txt",
        "LPT9",
        "a.",
        "a ",
        "a\\.",
        "con .x",
        "a|b",
        "a\nb"
      })
  void aPathThatLeadsElsewhereIsRefused(String path) {
    assertThatThrownBy(() -> GpoPath.parse(path)).isInstanceOf(MalformedPolicyException.class);
  }

  @Test
  void pathsSortAsWindowsListsThem() throws MalformedPolicyException {
    List<String> listed =
        List.of("Machine\\b", "machine\\B\\a", "Machine\\b.txt", "Machine\\c_", "Machine\\d");

    assertThat(
            Stream.of(4, 2, 0, 3, 1).map(i -> parse(listed.get(i))).sorted().map(GpoPath::toString))
        .containsExactlyElementsOf(listed);
  }

  @Test
  void theVersionNumberPacksTheUserHalfHigh() {
    assertThat(GpoVersion.unpack(65537)).isEqualTo(new GpoVersion(1, 1));
    assertThat(new GpoVersion(0xFFFF, 3).pack()).isEqualTo(0xFFFF0003);
    assertThat(GpoVersion.unpack(0xFFFF0003)).isEqualTo(new GpoVersion(0xFFFF, 3));
  }

  @Test
  void aHalfThatWrapsBecomesOne() {
    GpoVersion full = new GpoVersion(0xFFFF, 0xFFFF);

    assertThat(full.increment(GpoSide.USER)).isEqualTo(new GpoVersion(1, 0xFFFF));
    assertThat(full.increment(GpoSide.MACHINE)).isEqualTo(new GpoVersion(0xFFFF, 1));
    assertThat(GpoVersion.ZERO.increment(GpoSide.USER)).isEqualTo(new GpoVersion(1, 0));
  }

  @Test
  void aBackupsVersionPacksTheSysvolHalfHigh() {
    assertThat(SideVersion.unpack(458759)).isEqualTo(new SideVersion(7, 7));
    assertThat(SideVersion.unpack(65536)).isEqualTo(new SideVersion(1, 0));
    assertThat(new SideVersion(0xFFFF, 2).pack()).isEqualTo(0xFFFF0002L);
    assertThat(SideVersion.of(GpoSide.USER, new GpoVersion(5, 6), new GpoVersion(7, 8)))
        .isEqualTo(new SideVersion(5, 7));
  }

  @Test
  void flagsSwitchHalvesOff() {
    assertThat(new GpoFlags(1).enabled(GpoSide.USER)).isFalse();
    assertThat(new GpoFlags(1).enabled(GpoSide.MACHINE)).isTrue();
    assertThat(GpoFlags.of(true, false)).isEqualTo(new GpoFlags(2));
  }

  @Test
  void extensionNamesAreReadAndWrittenAsTheyStand() throws MalformedPolicyException {
    String text =
        "[{00000000-0000-0000-0000-000000000000}{CAB54552-DEEA-4691-817E-ED4A4D1AFC72}]"
            + "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}{D02B1F72-3407-48AE-BA88-E8213C6761F1}"
            + "{0F6B957D-509E-11D1-A7CC-0000F87571E3}][{827D319E-6EAC-11D2-A4EA-00C04F79F83A}]";
    ExtensionNames names = ExtensionNames.parse(text);

    assertThat(names).hasToString(text);
    assertThat(names.groups()).extracting(group -> group.tools().size()).containsExactly(1, 2, 0);
    assertThat(names.contains(java.util.UUID.fromString("827d319e-6eac-11d2-a4ea-00c04f79f83a")))
        .isTrue();
    assertThat(ExtensionNames.parse(" ")).isEqualTo(ExtensionNames.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "[", "[]", "[{35378EAC}]", "[{35378EAC-683F-11D2-A89A-00C04FBBCFA2}", "]["})
  void extensionNamesOfAnotherFormAreRefused(String text) {
    assertThatThrownBy(() -> ExtensionNames.parse(text))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith("extension names: ");
  }

  @Test
  void aWmiFilterHasOneFormInTheDirectoryAndOneInBackups() throws MalformedPolicyException {
    String id = "{2cf290cd-d6fc-4524-9260-d86635f8ef8e}";
    WmiFilterLink link = WmiFilterLink.parseAttribute("[corp.example;" + id + ";0]").orElseThrow();

    assertThat(link.toWmiPath())
        .isEqualTo("MSFT_SomFilter.ID=\"" + id + "\",Domain=\"corp.example\"");
    assertThat(WmiFilterLink.parseWmiPath(link.toWmiPath())).contains(link);
    assertThat(link.toAttribute()).isEqualTo("[corp.example;" + id + ";0]");
    assertThat(WmiFilterLink.parseAttribute(" ")).isEmpty();
    assertThatThrownBy(() -> WmiFilterLink.parseAttribute("[corp.example;{1};0]"))
        .isInstanceOf(MalformedPolicyException.class);
  }

  private static GpoPath parse(String path) {
    try {
      return GpoPath.parse(path);
    } catch (MalformedPolicyException e) {
      throw new AssertionError(e);
    }
  }
}
