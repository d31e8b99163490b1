package io.gpmcworker.cli;

import io.gpmcworker.cli.bench.Training;
import io.gpmcworker.cli.demo.DomainByHand;
import io.gpmcworker.cli.local.Installation;
import io.gpmcworker.cli.local.LocalWorker;
import io.gpmcworker.cli.terminal.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
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
    footer = {"  ./gpmc train", "  ./gpmc train --operations 10000"})
final class TrainCommand implements Callable<Integer> {

  @Mixin private final SurroundingsArguments arguments = new SurroundingsArguments();

  @Option(
      names = "--operations",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many operations it learns from. Default: ${DEFAULT-VALUE}.")
  private int operations;

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
      terminal.line("The worker learns from " + operations + " operations");
      new Training(operations).run(run.surroundings(), gpos.small(), gpos.large());
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
