package io.gpmcworker.cli;

import io.gpmcworker.cli.offline.DiffCommand;
import io.gpmcworker.cli.offline.InspectCommand;
import io.gpmcworker.cli.offline.MigrationTableCommand;
import io.gpmcworker.cli.offline.ReportCommand;
import io.gpmcworker.cli.terminal.StandardOutput;
import io.gpmcworker.cli.terminal.UserFacingException;
import io.gpmcworker.cli.verbs.Verbs;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;

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
  private static final AtomicBoolean ending = new AtomicBoolean();

  private Main() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.set(true)));
    StandardOutput out = new StandardOutput();
    int code =
        commandLine().setOut(out.writer()).setErr(StandardOutput.errors()).execute(arguments);
    System.exit(out.finish(code));
  }

  static CommandLine commandLine() {
    CommandLine gpmc = new CommandLine(new Main());
    Verbs.addTo(gpmc);
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
}
