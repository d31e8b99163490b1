package io.gpmcworker.cli.verbs;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The manual page of a verb, in the man macros, from what its help says. */
final class ManPage {

  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  ManPage(CommandSpec spec) {
    this.spec = spec;
  }

  /** Such as {@code gpmc-start-backup}. */
  String name() {
    return spec.qualifiedName("-");
  }

  String text() {
    UsageMessageSpec usage = spec.usageMessage();
    String description = String.join("\n", lines(usage.description()));
    macro(".TH", name().toUpperCase(Locale.ROOT), "1");
    section("NAME");
    text(name() + " - " + firstSentence(description));
    section("SYNOPSIS");
    Help help = new Help(spec, Help.defaultColorScheme(Ansi.OFF));
    page.append(".nf\n");
    text(help.synopsis(0).stripTrailing());
    page.append(".fi\n");
    section("DESCRIPTION");
    text(description);
    arguments();
    if (!spec.subcommands().isEmpty()) {
      section("COMMANDS");
      spec.subcommands()
          .forEach((verb, below) ->
              item(
                  verb,
                  String.join("\n", lines(below.getCommandSpec().usageMessage().description()))));
    }
    if (!usage.exitCodeList().isEmpty()) {
      section("EXIT STATUS");
      usage.exitCodeList().forEach(this::item);
    }
    if (usage.footer().length > 0) {
      section("EXAMPLES");
      page.append(".nf\n");
      text(String.join("\n", lines(usage.footer())));
      page.append(".fi\n");
    }
    return page.toString();
  }

  private void arguments() {
    List<OptionSpec> options =
        spec.options().stream()
            .filter(it -> !it.hidden())
            .sorted(Comparator.comparingInt(OptionSpec::order))
            .toList();
    if (!options.isEmpty() || !spec.positionalParameters().isEmpty()) {
      section("OPTIONS");
    }
    for (PositionalParamSpec it : spec.positionalParameters()) {
      item(it.paramLabel(), String.join("\n", lines(it.description())));
    }
    for (OptionSpec it : options) {
      String value = it.arity().max() == 0 ? "" : " " + it.paramLabel();
      item(String.join(", ", it.names()) + value, String.join("\n", lines(it.description())));
    }
  }

  /** What picocli would print of these lines. */
  static List<String> lines(String[] lines) {
    return List.of(lines).stream()
        .map(line -> line.replace("%%", "%").replace("%n", "\n"))
        .toList();
  }

  private static String firstSentence(String description) {
    int end = description.indexOf('\n');
    String line = end < 0 ? description : description.substring(0, end);
    int stop = line.indexOf(". ");
    String sentence = stop < 0 ? line : line.substring(0, stop);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private void section(String heading) {
    macro(".SH", heading);
  }

  private void item(String term, String description) {
    page.append(".TP\n.B ").append(escape(term)).append('\n');
    text(description);
  }

  private void macro(String name, String... arguments) {
    page.append(name);
    for (String it : arguments) {
      page.append(" \"").append(escape(it)).append('"');
    }
    page.append('\n');
  }

  private void text(String text) {
    text.lines()
        .forEach(line -> {
          String escaped = escape(line);
          // A dot or a quote at the beginning of a line would be a macro.
          boolean macro = escaped.startsWith(".") || escaped.startsWith("'");
          page.append(macro ? "\\&" : "").append(escaped).append('\n');
        });
  }

  private static String escape(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
