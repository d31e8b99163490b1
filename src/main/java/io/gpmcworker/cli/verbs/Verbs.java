package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.remote.ExitCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Hangs the verbs that talk to a worker below {@code ./gpmc}. */
public final class Verbs {

  private static final String START = "start";
  private static final Map<String, Supplier<Object>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put(START, StartCommand::commandLine);
    VERBS.put("list", ListCommand::new);
    VERBS.put("describe", DescribeCommand::new);
    VERBS.put("watch", WatchCommand::new);
    VERBS.put("wait", WaitCommand::new);
    VERBS.put("cancel", CancelCommand::new);
    VERBS.put("events", EventsCommand::new);
    VERBS.put("result", ResultCommand::new);
    VERBS.put("backups", BackupsCommand::new);
    VERBS.put("dlq", DlqCommand::new);
    VERBS.put("workers", WorkersCommand::new);
    VERBS.put("domains", DomainsCommand::new);
    VERBS.put("completion", CompletionCommand::new);
    VERBS.put("man", ManCommand::new);
  }

  /** What these are about: the whole command line. */
  private static final Set<String> ABOUT_ALL = Set.of("completion", "man");

  private Verbs() {}

  /** Whether it is one of them and needs to know of no other. */
  public static boolean isAlone(String verb) {
    return VERBS.containsKey(verb) && !ABOUT_ALL.contains(verb);
  }

  /**
   * Adds one of them, or all if it is none of them; all with all that is below them if it is about
   * all, or empty.
   *
   * @param wanted the verb that is to be run
   */
  public static void addTo(CommandLine gpmc, String wanted) {
    boolean one = isAlone(wanted);
    boolean all = wanted.isEmpty() || ABOUT_ALL.contains(wanted);
    VERBS.forEach((name, verb) -> {
      if (name.equals(wanted) || all) {
        gpmc.addSubcommand(name, verb.get());
      } else if (!one) {
        // What is below it is not in the help above it, and takes its time.
        gpmc.addSubcommand(name, name.equals(START) ? new StartCommand() : verb.get());
      }
    });
    gpmc.getSubcommands().values().forEach(Verbs::finishHelp);
  }

  private static void finishHelp(CommandLine verb) {
    verb.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, Verbs::examples);
    if (verb.getCommandSpec().userObject() instanceof RemoteCommand) {
      verb.getCommandSpec()
          .usageMessage()
          .exitCodeListHeading("%nExit codes:%n")
          .exitCodeList(ExitCode.list());
    }
    verb.getSubcommands().values().forEach(Verbs::finishHelp);
  }

  /** As they are: an example with a line break in it is none that can be copied. */
  private static String examples(CommandLine.Help help) {
    List<String> lines = ManPage.lines(help.commandSpec().usageMessage().footer());
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
