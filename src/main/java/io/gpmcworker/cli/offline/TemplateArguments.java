package io.gpmcworker.cli.offline;

import io.gpmcworker.cli.terminal.PlainText;
import io.gpmcworker.policy.admx.AdmxTemplates;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name administrative templates. */
final class TemplateArguments {

  /** So many sentences about templates are read by somebody; more are counted. */
  private static final int MAX_PROBLEMS = 5;

  @Option(
      names = "--admx",
      paramLabel = "DIR",
      description =
          "A folder of administrative templates (*.admx with their *.adml), such as a copy of"
              + " PolicyDefinitions. Without it, registry values are shown as they are.")
  private @Nullable Path admx;

  @Option(
      names = "--language",
      paramLabel = "TAG",
      split = ",",
      defaultValue = "en-US",
      description =
          "The language of the templates' texts; several with commas, the best first. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> languages = List.of();

  /** Loads the templates; those that are malformed are told of and left out. */
  AdmxTemplates load(PrintWriter err) throws IOException {
    Path folder = admx;
    if (folder == null) {
      return AdmxTemplates.NONE;
    }
    if (!Files.isDirectory(folder)) {
      throw new OfflineException(
          "--admx: there is no folder " + PlainText.line(folder.toString()) + ".");
    }
    AdmxTemplates templates = AdmxTemplates.load(folder, languages);
    List<String> problems = templates.problems();
    problems.stream()
        .limit(MAX_PROBLEMS)
        .forEach(problem -> err.println("--admx: " + PlainText.line(problem)));
    if (problems.size() > MAX_PROBLEMS) {
      err.println("--admx: " + (problems.size() - MAX_PROBLEMS) + " more such problems.");
    }
    return templates;
  }
}
