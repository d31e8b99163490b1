package io.gpmcworker.cli;

import io.gpmcworker.cli.local.DataFolder;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./gpmc clean}. */
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description = "Deletes the data that the other commands have left: backups, topics, database.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc clean", "  ./gpmc clean --data ~/gpmc"})
final class CleanCommand implements Callable<Integer> {
  private static final List<String> VERBS = List.of("demo", "up", "bench", "train");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder to delete. Without it: the default ones, in target/gpmc.")
  private @Nullable Path data;

  @Override
  public Integer call() {
    Terminal terminal = Terminal.standard();
    Installation installation = Installation.current();
    List<Path> folders =
        Optional.ofNullable(data)
            .map(List::of)
            .orElseGet(() -> VERBS.stream().map(installation.work()::resolve).toList());
    for (Path folder : folders) {
      terminal.line((DataFolder.delete(folder) ? "Deleted " : "Nothing at ") + folder);
    }
    return 0;
  }
}
