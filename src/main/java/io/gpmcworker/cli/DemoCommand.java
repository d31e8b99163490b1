package io.gpmcworker.cli;

import io.gpmcworker.cli.demo.Story;
import io.gpmcworker.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./gpmc demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts everything and tells a story: backups with live progress, one cancelled while it"
            + " runs, a GPO changed and restored. Ends by itself.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc demo", "  ./gpmc demo --from-backups /srv/backups"})
final class DemoCommand implements Callable<Integer> {
  @Mixin private final SurroundingsArguments arguments = new SurroundingsArguments();

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.standard();
    try (LocalRun run = LocalRun.start(terminal, arguments, "demo", true);
        Story story = Story.open(terminal, run.surroundings())) {
      story.tell();
    }
    terminal.line();
    terminal.line(
        "Everything has been ended. Look at it again with ./gpmc demo, or stay with ./gpmc up.");
    return 0;
  }
}
