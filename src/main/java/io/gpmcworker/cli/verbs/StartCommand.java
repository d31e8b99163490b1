package io.gpmcworker.cli.verbs;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./gpmc start}. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "OPERATION",
    description = "Starts an operation; its options are named as the GroupPolicy cmdlets'.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc start backup --name 'Default Domain Policy' --wait",
      "  ./gpmc start backup --all --ticket CHG0031",
      "  ./gpmc start restore --name 'Default Domain Policy' --wait --timeout 5m",
      "  ./gpmc start starter report --name Kiosk --help"
    })
public final class StartCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  /** {@code ./gpmc start starter}. */
  @Command(
      name = "starter",
      mixinStandardHelpOptions = true,
      synopsisSubcommandLabel = "OPERATION",
      description = "Starts an operation on a Starter GPO.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  ./gpmc start starter backup --name Kiosk --wait",
        "  ./gpmc start starter load --file kiosk.cab --overwrite"
      })
  static final class StarterCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
      throw sayWhich(spec);
    }
  }

  /** The verb with all verbs below it. */
  public static CommandLine commandLine() {
    CommandLine starter = new CommandLine(new StarterCommand());
    add(starter, Forms.ofStarterGpos(), "starter ");
    CommandLine start = new CommandLine(new StartCommand());
    add(start, Forms.ofGpos(), "");
    return start.addSubcommand(starter);
  }

  private static void add(CommandLine parent, List<Form> forms, String prefix) {
    for (Form form : forms) {
      parent.addSubcommand(form.verb(), StartVerb.spec(form, "./gpmc start " + prefix));
    }
  }

  @Override
  public void run() {
    throw sayWhich(spec);
  }

  private static ParameterException sayWhich(@Nullable CommandSpec spec) {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    return new ParameterException(
        line, "Say what: one of " + String.join(", ", line.getSubcommands().keySet()) + ".");
  }
}
