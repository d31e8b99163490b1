package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.remote.ExitCode;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Hangs the verbs that talk to a worker below {@code ./gpmc}. */
public final class Verbs {

  private static final List<Supplier<Object>> VERBS =
      List.of(
          StartCommand::commandLine,
          ListCommand::new,
          DescribeCommand::new,
          WatchCommand::new,
          WaitCommand::new,
          CancelCommand::new,
          EventsCommand::new,
          ResultCommand::new,
          BackupsCommand::new,
          DlqCommand::new,
          WorkersCommand::new,
          DomainsCommand::new,
          CompletionCommand::new,
          ManCommand::new);

  private Verbs() {}

  /** Adds them all. */
  public static void addTo(CommandLine gpmc) {
    VERBS.forEach(verb -> gpmc.addSubcommand(verb.get()));
    gpmc.getSubcommands().values().forEach(Verbs::describeExitCodes);
  }

  private static void describeExitCodes(CommandLine verb) {
    if (verb.getCommandSpec().userObject() instanceof RemoteCommand) {
      verb.getCommandSpec()
          .usageMessage()
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(ExitCode.list());
    }
    verb.getSubcommands().values().forEach(Verbs::describeExitCodes);
  }
}
