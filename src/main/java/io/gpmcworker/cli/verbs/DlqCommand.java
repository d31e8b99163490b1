package io.gpmcworker.cli.verbs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gpmc dlq}. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Dead letters: records on the command topic that were no valid command.",
    subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqReplayCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc dlq list", "  ./gpmc dlq show 42", "  ./gpmc dlq replay 42"})
public final class DlqCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "Say which: list, show or replay.");
  }
}
