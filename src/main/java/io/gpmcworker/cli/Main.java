package io.gpmcworker.cli;

import io.gpmcworker.cli.offline.DiffCommand;
import io.gpmcworker.cli.offline.InspectCommand;
import io.gpmcworker.cli.offline.MigrationTableCommand;
import io.gpmcworker.cli.offline.ReportCommand;
import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.cli.terminal.StandardOutput;
import io.gpmcworker.cli.terminal.UserFacingException;
import io.gpmcworker.cli.verbs.Verbs;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of {@code ./gpmc}. */
@Command(
    name = "gpmc",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Group Policy operations from Kafka commands, on this machine; and commands on GPMC backups"
            + " that need nothing but the backups.",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      BenchCommand.class,
      TrainCommand.class,
      CleanCommand.class,
      DoctorCommand.class,
      InspectCommand.class,
      ReportCommand.class,
      DiffCommand.class,
      MigrationTableCommand.class
    })
final class Main {
  /** The entry with one verb that talks to a worker, and without the others. */
  @Command(name = "gpmc", mixinStandardHelpOptions = true)
  private static final class Alone {}

  private static final AtomicBoolean ending = new AtomicBoolean();

  private Main() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.set(true)));
    StandardOutput out = new StandardOutput();
    int code =
        commandLine(arguments.length == 0 ? "" : arguments[0])
            .setOut(out.writer())
            .setErr(StandardOutput.errors())
            .execute(arguments);
    System.exit(out.finish(code));
  }

  /** With all verbs. */
  static CommandLine commandLine() {
    return commandLine("");
  }

  /** With the verb that is asked for, as far as that can be told: it starts faster so. */
  static CommandLine commandLine(String verb) {
    CommandLine gpmc = new CommandLine(Verbs.isAlone(verb) ? new Alone() : new Main());
    Verbs.addTo(gpmc, verb);
    gpmc.setParameterExceptionHandler(Main::wrongUsage);
    return gpmc.setExecutionExceptionHandler((exception, commandLine, parsed) -> {
      if (!(exception instanceof UserFacingException)) {
        throw exception;
      }
      commandLine.getErr().println(exception.getMessage());
      commandLine.getErr().flush();
      return exception instanceof IExitCodeGenerator it
          ? it.getExitCode()
          : commandLine.getCommandSpec().exitCodeOnExecutionException();
    });
  }

  /** What is wrong and what was perhaps meant; the whole help only for those who ask for it. */
  private static int wrongUsage(ParameterException wrong, String[] arguments) {
    CommandLine line = wrong.getCommandLine();
    line.getErr().println(PlainText.document(String.valueOf(wrong.getMessage())));
    UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
    line.getErr().println("Help: ./%s --help".formatted(line.getCommandSpec().qualifiedName()));
    line.getErr().flush();
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
