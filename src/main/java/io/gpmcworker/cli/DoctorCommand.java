package io.gpmcworker.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.cli.verbs.FormatArgument;
import io.gpmcworker.gpmc.Finding;
import io.gpmcworker.startup.Doctor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  ./gpmc doctor --domain corp -o json | jq '.steps[] | select(.outcome == \"failed\")'",
      "  ./gpmc doctor --domain corp --config /etc/gpmc/application.properties"
    })
final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = "--domain",
      required = true,
      paramLabel = "NAME",
      description = "The domain, as commands name it.")
  private String domain = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The worker's properties file. Environment variables and system properties count as they"
              + " do for the worker.")
  private @Nullable Path config;

  @Mixin private FormatArgument format = new FormatArgument();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("domain", domain);
    ArrayNode steps = document.putArray("steps");
    boolean passed =
        Doctor.examine(
            Optional.ofNullable(config),
            domain,
            finding -> {
              if (format.text()) {
                tell(out, finding);
                out.flush();
              } else if (format.lines()) {
                format.one(out, json(finding));
              } else {
                steps.add(json(finding));
              }
            });
    if (format.document()) {
      format.one(out, document.put("passed", passed));
    }
    return passed ? 0 : 1;
  }

  private static ObjectNode json(Finding finding) {
    ObjectNode step = JsonNodeFactory.instance.objectNode().put("step", finding.step());
    return switch (finding.outcome()) {
      case Finding.Passed(String seen) -> step.put("outcome", "passed").put("detail", seen);
      case Finding.Failed(String what, String remedy) ->
          step.put("outcome", "failed").put("detail", what).put("remedy", remedy);
      case Finding.Skipped() -> step.put("outcome", "skipped");
    };
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
