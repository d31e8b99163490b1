package io.gpmcworker.cli;

import io.gpmcworker.cli.bench.Bench;
import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./gpmc train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Makes the packaged worker start and warm up faster: runs it once under load and keeps what"
            + " the JVM learns (an AOT cache) beside it. Every later start here uses it.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc train", "  ./gpmc train --seconds 60"})
final class TrainCommand implements Callable<Integer> {

  private static final int RATE = 50;
  private static final int FLOOD = 1_000;

  @Mixin private final SurroundingsArguments arguments = new SurroundingsArguments();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long the load lasts. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--java",
      paramLabel = "HOME",
      description =
          "The Java that the cache is for, where another than this one runs the worker (an image)."
              + " A cache serves the very Java that made it, and the same collector.")
  private @Nullable Path java;

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.standard();
    try (LocalRun run = LocalRun.start(terminal, arguments, "train", true);
        DomainByHand domain = new DomainByHand(run.surroundings().domain())) {
      BenchGpos gpos = BenchGpos.of(domain);
      LocalWorker worker = run.surroundings().worker();
      worker.close();
      worker.restartToTrain(
          java == null ? Installation.current().java() : java.resolve("bin", "java"));
      terminal.line("The worker learns from " + seconds + " s of load");
      new Bench(RATE, Duration.ofSeconds(seconds), FLOOD)
          .train(run.surroundings(), gpos.small(), gpos.large());
      terminal.line("It ends, and writes down what it has learned");
      worker.close();
    }
    var cache = Installation.current().aotCache();
    if (!Files.exists(cache)) {
      terminal.line("No cache was written; this JVM may not know how (JDK 25 does).");
      return 1;
    }
    terminal.line("%s, %d MB".formatted(cache, Files.size(cache) / 1_000_000));
    return 0;
  }
}
