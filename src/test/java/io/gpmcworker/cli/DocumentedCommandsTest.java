package io.gpmcworker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** Every command line that the documentation and the help show can be typed so. */
class DocumentedCommandsTest {

  /** Up to where the shell begins something else, or the text goes on. */
  private static final Pattern COMMAND = Pattern.compile("\\./gpmc ([^`|#>;&)\\n]+)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

  /** Stands for more of the same. */
  private static final String AND_SO_ON = "…";

  static Set<String> commands() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
      docs.filter(it -> it.toString().endsWith(".md")).forEach(files::add);
    }
    Set<String> commands = new TreeSet<>();
    for (Path file : files) {
      find(Files.readString(file), commands);
    }
    find(examples(Main.commandLine()), commands);
    return commands;
  }

  private static void find(String text, Set<String> commands) {
    COMMAND.matcher(text).results().forEach(it -> commands.add(it.group(1).strip()));
  }

  private static String examples(CommandLine line) {
    StringBuilder text = new StringBuilder();
    for (String example : line.getCommandSpec().usageMessage().footer()) {
      text.append(example).append('\n');
    }
    line.getSubcommands().values().forEach(it -> text.append(examples(it)));
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void itIsUnderstood(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group().replaceAll("^(['\"])(.*)\\1$", "$2"));
    }
    words.remove(AND_SO_ON);

    assertThatCode(
            () -> {
              try {
                Main.commandLine().parseArgs(words.toArray(String[]::new));
              } catch (MissingParameterException _) {
                // A verb that is only spoken of.
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void theyAreFoundInPagesAndInTheHelp() throws IOException {
    assertThat(commands())
        .contains("up", "start backup --all --ticket CHG0031 --id CHG0031-1", "dlq list")
        .hasSizeGreaterThan(60);
  }
}
