package io.gpmcworker.cli.verbs;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./gpmc completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a completion script for bash, which zsh takes too (bashcompinit).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(./gpmc completion)",
      "  ./gpmc completion > ~/.local/share/bash-completion/completions/gpmc"
    })
public final class CompletionCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    own.commandLine().getOut().print(AutoComplete.bash("gpmc", own.root().commandLine()));
    own.commandLine().getOut().flush();
    return 0;
  }
}
