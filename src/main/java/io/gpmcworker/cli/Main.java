package io.gpmcworker.cli;

import io.gpmcworker.cli.terminal.UserFacingException;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry of {@code ./gpmc}. */
@Command(
    name = "gpmc",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Group Policy operations from Kafka commands, on this machine.",
    subcommands = {DemoCommand.class, UpCommand.class, BenchCommand.class, CleanCommand.class})
final class Main {
  private static final AtomicBoolean ending = new AtomicBoolean();

  private Main() {}

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ending.set(true)));
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
          if (!(exception instanceof UserFacingException)) {
            throw exception;
          }
          commandLine.getErr().println(exception.getMessage());
          return commandLine.getCommandSpec().exitCodeOnExecutionException();
        });
  }
}
