package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.verbs.Form.Argument;
import io.gpmcworker.cli.verbs.Form.Store;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.gpmc.ReportType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** A verb of {@code ./gpmc start}, as its form says. */
@Command(mixinStandardHelpOptions = true)
final class StartVerb extends FollowingCommand {

  private static final String ALL = "--all";
  private static final String STORE = "--backup-store";

  /** What makes this verb comes first in its help, before what all verbs have. */
  private static final int OWN = -2;

  private static final String ACCEPTED_WITHIN = "wait=20";

  private final Form form;

  @Option(
      names = {"--domain", "--source-domain"},
      paramLabel = "DOMAIN",
      description = "The domain, as the worker names it. Default: the profile's, or the only one.")
  private @Nullable String domain;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "The operation's id: 1 to 64 of A-Z a-z 0-9 . _ -. Default: a new one.")
  private @Nullable String id;

  @Option(
      names = "--ticket",
      paramLabel = "TICKET",
      description = "The ticket (correlation id); every event carries it.")
  private @Nullable String ticket;

  @Option(
      names = "--expires",
      paramLabel = "SPAN",
      converter = SpanConverter.class,
      description = "Not to run at all if it still waits then: 90s, 5m, 2h.")
  private @Nullable Duration expires;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "The same key again starts nothing twice. Default: a new one.")
  private String key = UUID.randomUUID().toString();

  @Option(names = "--wait", description = "Wait for the end; the exit code tells how it was.")
  private boolean wait;

  private StartVerb(Form form) {
    this.form = form;
  }

  /**
   * The verb with the options of its form.
   *
   * @param prefix what stands before the verb in examples
   */
  static CommandSpec spec(Form form, String prefix) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new StartVerb(form));
    spec.name(form.verb());
    form.choices().forEach(choice -> spec.addArgGroup(group(form, choice)));
    form.options().forEach(option -> spec.addOption(option(option)));
    if (form.store() != Store.NONE) {
      spec.addOption(
          OptionSpec.builder("--path", STORE)
              .order(OWN)
              .paramLabel("STORE")
              .type(String.class)
              .description(
                  "The backup store, by its name. Default: the profile's, or the only one.")
              .build());
    }
    spec.usageMessage()
        .description(form.description() + " Operation " + form.kind().wireName() + ".")
        .sortOptions(false)
        .footerHeading("%nExamples:%n")
        .footer(form.examples().stream().map(it -> "  " + prefix + it).toArray(String[]::new));
    return spec;
  }

  private static ArgGroupSpec group(Form form, List<Argument> choice) {
    ArgGroupSpec.Builder group = ArgGroupSpec.builder().exclusive(true).multiplicity("1");
    choice.forEach(it -> group.addArg(option(it)));
    form.ofAll()
        .ifPresent(all ->
            group.addArg(
                OptionSpec.builder(ALL)
                    .order(OWN)
                    .arity("0")
                    .type(boolean.class)
                    .description("All of the domain. Operation " + all.wireName() + ".")
                    .build()));
    return group.build();
  }

  private static OptionSpec option(Argument it) {
    OptionSpec.Builder option =
        OptionSpec.builder(it.names().toArray(String[]::new))
            .description(it.text())
            .order(OWN)
            .required(it.required());
    return switch (it.type()) {
      case FLAG -> option.arity("0").type(boolean.class).build();
      case GUID ->
          option.paramLabel(it.label()).type(String.class).converters(new GuidConverter()).build();
      case REPORT_TYPE ->
          option
              .paramLabel(it.label())
              .type(String.class)
              .completionCandidates(
                  Arrays.stream(ReportType.values()).map(ReportType::wireName).toList())
              .build();
      case TEXT -> option.paramLabel(it.label()).type(String.class).build();
    };
  }

  @Override
  int run(Client client) throws InterruptedException {
    JsonNode operation = start(client);
    boolean submitted = !operation.has("id");
    String started = operation.path(submitted ? "operationId" : "id").asText();
    if (!wait) {
      print(operation, started);
      return ExitCode.SUCCEEDED.code();
    }
    ObjectNode followed = submitted ? client.object().put("id", started) : (ObjectNode) operation;
    if (format().text()) {
      err().println("%s  %s".formatted(started, Texts.title(followed)).strip());
    }
    List<JsonNode> ended = follow(client, List.of(followed), display());
    if (format().text()) {
      explain(ended);
    } else if (!format().lines()) {
      format().operations(out(), ended);
    }
    return exitCode(ended);
  }

  private void print(JsonNode operation, String started) {
    if (!format().text()) {
      format().one(out(), operation);
      return;
    }
    String state = Texts.field(operation, "state");
    out()
        .println(
            "%s  %s  %s"
                .formatted(started, state.isEmpty() ? "sent" : state, Texts.title(operation))
                .strip());
  }

  private JsonNode start(Client client) throws InterruptedException {
    ObjectNode body = client.object();
    body.put("operation", kind().wireName());
    body.put("domain", Defaults.domain(client, Optional.ofNullable(domain)));
    ObjectNode parameters = body.putObject("parameters");
    Stream.concat(form.choices().stream().flatMap(List::stream), form.options().stream())
        .forEach(it -> fill(parameters, it));
    fillStore(client, parameters);
    put(body, "id", id);
    put(body, "correlationId", ticket);
    if (expires != null) {
      body.put("expiryTime", Instant.now().plus(expires).toString());
    }
    Requester.sign(client, body);
    return client.post(
        Query.of("operations"), body, Map.of("Prefer", ACCEPTED_WITHIN, "Idempotency-Key", key));
  }

  private OperationKind kind() {
    return form.ofAll().filter(_ -> given(ALL)).orElse(form.kind());
  }

  private void fill(ObjectNode parameters, Argument it) {
    if (it.type() == Form.Type.REPORT_TYPE) {
      parameters.put(it.field(), Optional.ofNullable(value(it)).orElse(ReportType.HTML.wireName()));
    } else if (it.type() == Form.Type.FLAG && given(it.names().getFirst())) {
      parameters.put(it.field(), true);
    } else if (it.type() != Form.Type.FLAG) {
      put(parameters, it.field(), value(it));
    }
  }

  /** A copy needs a store for its migration table alone. */
  private void fillStore(Client client, ObjectNode parameters) throws InterruptedException {
    Optional<String> store = Optional.ofNullable(value(STORE));
    boolean needed =
        form.store() == Store.REQUIRED
            || (form.store() == Store.OPTIONAL && parameters.has("migrationTable"));
    if (needed || store.isPresent()) {
      parameters.put("backupStore", Defaults.backupStore(client, store));
    }
  }

  private static void put(ObjectNode object, String field, @Nullable String value) {
    if (value != null) {
      object.put(field, value);
    }
  }

  private boolean given(String option) {
    return spec().commandLine().getParseResult().hasMatchedOption(option);
  }

  private @Nullable String value(Argument argument) {
    return value(argument.names().getFirst());
  }

  private @Nullable String value(String option) {
    return given(option)
        ? Objects.requireNonNull(spec().commandLine().getParseResult().matchedOption(option))
            .getValue()
        : null;
  }
}
