package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.terminal.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./gpmc domains}. */
@Command(
    name = "domains",
    mixinStandardHelpOptions = true,
    description = "Lists the worker's domains; of one domain, what can be asked for there.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./gpmc domains", "  ./gpmc domains corp", "  ./gpmc domains corp -o json"})
public final class DomainsCommand extends RemoteCommand {

  @Parameters(arity = "0..1", paramLabel = "DOMAIN", description = "The domain, by its name.")
  private @Nullable String name;

  @Mixin private FormatArgument format = new FormatArgument();

  @Override
  int run(Client client) throws InterruptedException {
    if (name == null) {
      JsonNode document = client.get(Query.of("domains"));
      if (format.text()) {
        domains(document.path("domains")).lines().forEach(out()::println);
      } else {
        format.all(out(), document, document.path("domains"));
      }
    } else {
      JsonNode domain = client.get(Query.of("domains", name));
      if (format.text()) {
        operations(domain).lines().forEach(out()::println);
      } else {
        format.one(out(), domain);
      }
    }
    return ExitCode.SUCCEEDED.code();
  }

  private static Table domains(JsonNode domains) {
    Table table = new Table("NAME", "OPERATIONS", "NOT SUPPORTED");
    for (JsonNode it : domains) {
      StringBuilder not = new StringBuilder();
      it.path("notSupported")
          .forEach(kind -> not.append(not.isEmpty() ? "" : ", ").append(kind.asText()));
      table.row(
          Texts.field(it, "name"), Integer.toString(it.path("operations").size()), not.toString());
    }
    return table;
  }

  private static Table operations(JsonNode domain) {
    Table table = new Table("OPERATION", "IN GPMC", "CHANGES", "CANCELLABLE");
    for (JsonNode it : domain.path("operations")) {
      table.row(
          Texts.field(it, "operation"),
          Texts.field(it, "method"),
          it.path("changes").asBoolean() ? "the domain" : "",
          it.path("cancellable").asBoolean() ? "yes" : "no");
    }
    for (JsonNode it : domain.path("notSupported")) {
      table.row(it.asText(), "(not supported)", "", "");
    }
    return table;
  }
}
