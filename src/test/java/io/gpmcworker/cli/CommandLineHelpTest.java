package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.operation.OperationState;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Help, completion and manual pages. */
class CommandLineHelpTest {

  @TempDir Path folder;

  static Stream<CommandLine> verbs() {
    return below(Main.commandLine());
  }

  private static Stream<CommandLine> below(CommandLine line) {
    return line.getSubcommands().values().stream()
        .flatMap(it -> Stream.concat(Stream.of(it), below(it)));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasExamplesOfItself(CommandLine verb) {
    String name = "./" + verb.getCommandSpec().qualifiedName();
    assertThat(Arrays.asList(verb.getCommandSpec().usageMessage().footer()))
        .as(name)
        .anyMatch(line -> line.contains(name));
    assertThat(verb.getUsageMessage()).contains("Examples:");
    assertThat(verb.getCommandSpec().usageMessage().footer())
        .as("lines that can be copied")
        .allMatch(line -> verb.getUsageMessage().contains(line.replace("%%", "%")));
  }

  @Test
  void whatMakesAVerbStandsFirst() {
    CommandLine start = Objects.requireNonNull(Main.commandLine().getSubcommands().get("start"));
    String help = Objects.requireNonNull(start.getSubcommands().get("copy")).getUsageMessage();
    String options = help.substring(help.indexOf("Operation copy-gpo."));
    assertThat(options.indexOf("--target-name")).isLessThan(options.indexOf("--url"));
  }

  @Test
  void theHelpOfAllNamesEveryVerb() {
    String help = Main.commandLine("--help").getUsageMessage();

    assertThat(Main.commandLine().getUsageMessage()).isEqualTo(help);
    assertThat(help).contains("start ", "list ", "doctor ", "migration-table ");
  }

  @Test
  void theExitCodesAreInTheHelp() {
    assertThat(
            Objects.requireNonNull(Main.commandLine().getSubcommands().get("wait"))
                .getUsageMessage())
        .contains("0 ", "3     The operation was cancelled", "4     What", "5     Waited", "130");
  }

  @Test
  void noTwoOutcomesHaveTheSameExitCode() {
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(OperationState.values()).filter(OperationState::ended))
        .extracting(state -> ExitCode.of(state.name()))
        .doesNotHaveDuplicates()
        .hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "describe",
        "watch",
        "wait",
        "cancel",
        "events",
        "backups",
        "workers",
        "domains",
        "doctor",
        "dlq list",
        "dlq show",
        "dlq replay",
        "start backup",
        "start starter backup"
      })
  void whatIsToldIsToldAsTextAsJsonAndAsLinesOfJson(String verb) {
    CommandLine line = Main.commandLine();
    for (String name : verb.split(" ")) {
      line = Objects.requireNonNull(line.getSubcommands().get(name), verb);
    }
    assertThat(
            Objects.requireNonNull(line.getCommandSpec().findOption("-o"))
                .type()
                .getEnumConstants())
        .extracting(Object::toString)
        .containsExactly("text", "json", "jsonl");
  }

  @Test
  void completionIsAScriptThatBashTakes() throws Exception {
    StringWriter out = new StringWriter();
    assertThat(Main.commandLine().setOut(new PrintWriter(out)).execute("completion")).isZero();
    Path script = Files.writeString(folder.resolve("gpmc"), out.toString());

    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source \"$1\" && complete -p gpmc && COMP_WORDS=(gpmc start ba) COMP_CWORD=2"
                    + " && _complete_gpmc && echo \"${COMPREPLY[@]}\"",
                "bash",
                script.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(told).isZero();
    assertThat(told).contains("_complete_gpmc").contains("backup");
  }

  @Test
  void everyVerbHasAManualPage() throws IOException {
    assertThat(Main.commandLine().execute("man", folder.resolve("man1").toString())).isZero();

    assertThat(folder.resolve("man1/gpmc-start-starter-load.1")).isRegularFile();
    assertThat(folder.resolve("man1/gpmc-start-backup.1"))
        .content()
        .startsWith(".TH \"GPMC\\-START\\-BACKUP\" \"1\"\n.SH \"NAME\"\ngpmc\\-start\\-backup \\- ")
        .contains(".B \\-\\-comment COMMENT\n", ".SH \"EXIT STATUS\"", ".SH \"EXAMPLES\"");
  }
}
