package io.gpmcworker.cli;

import io.gpmcworker.gpmc.Finding;
import io.gpmcworker.startup.Doctor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./gpmc doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Examines a configured domain step by step and says which step fails and what to do. Needs"
            + " neither Kafka nor PostgreSQL.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:every step passed", "1:a step failed"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./gpmc doctor --domain corp",
      "  ./gpmc doctor --domain corp --config /etc/gpmc/application.properties"
    })
final class DoctorCommand implements Callable<Integer> {

  @Option(names = "--domain", required = true, description = "The domain, as commands name it.")
  private String domain = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The worker's properties file. Environment variables and system properties count as they"
              + " do for the worker.")
  private @Nullable Path config;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    boolean passed =
        Doctor.examine(
            Optional.ofNullable(config),
            domain,
            finding -> {
              tell(out, finding);
              out.flush();
            });
    return passed ? 0 : 1;
  }

  private static void tell(PrintWriter out, Finding finding) {
    switch (finding.outcome()) {
      case Finding.Passed(String seen) -> out.printf("ok       %-14s %s%n", finding.step(), seen);
      case Finding.Failed(String what, String remedy) -> {
        out.printf("FAILED   %-14s %s%n", finding.step(), what);
        out.printf("         %-14s %s%n", "", remedy);
      }
      case Finding.Skipped() -> out.printf("skipped  %-14s %n", finding.step());
    }
  }
}
