package io.gpmcworker.cli;

import io.gpmcworker.cli.bench.Bench;
import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.cli.terminal.Table;
import io.gpmcworker.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gpmc bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Measures the worker through its topics, with broker and database on this machine, and"
            + " prints a Markdown table.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc bench",
      "  ./gpmc bench --rate 200 --warm-up 300 --seconds 60 --flood 10000"
    })
final class BenchCommand implements Callable<Integer> {

  @Mixin private final SurroundingsArguments arguments = new SurroundingsArguments();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "100",
      description = "Operations a second while latencies are measured. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long latencies are measured. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "Seconds under the same load before: the compiler of Java takes minutes until it is done."
              + " Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--flood",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Operations that are put at once to measure throughput. Default: ${DEFAULT-VALUE}.")
  private int flood;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.standard();
    try (LocalRun run = LocalRun.start(terminal, arguments, "bench", true);
        DomainByHand domain = new DomainByHand(run.surroundings().domain())) {
      BenchGpos gpos = BenchGpos.of(domain);
      Table figures =
          new Bench(rate, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), flood)
              .run(terminal, run.surroundings(), gpos.small(), gpos.large());
      terminal.line();
      figures.markdown().forEach(terminal::line);
    }
    return 0;
  }
}
