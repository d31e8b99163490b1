package io.gpmcworker.cli.verbs;

import io.gpmcworker.cli.remote.Query;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which operations are meant, by what is known of them. */
final class FilterArguments {

  @Option(
      names = "--state",
      paramLabel = "STATE[,STATE…]",
      description = "queued, running, cancelling, succeeded, failed, cancelled or outcome-unknown.")
  private @Nullable String state;

  @Option(names = "--operation", paramLabel = "KIND", description = "Such as backup-gpo.")
  private @Nullable String operation;

  @Option(names = "--domain", paramLabel = "DOMAIN", description = "The domain, by its name.")
  private @Nullable String domain;

  @ArgGroup private GpoArgument gpo = new GpoArgument();

  @Option(names = "--ticket", paramLabel = "TICKET", description = "The correlation id.")
  private @Nullable String ticket;

  @Option(names = "--requested-by", paramLabel = "WHO", description = "Who asked for it.")
  private @Nullable String requestedBy;

  /** Whether any is given. */
  boolean given() {
    return gpo.wireName().isPresent()
        || Stream.of(state, operation, domain, ticket, requestedBy).anyMatch(it -> it != null);
  }

  /** Adds them as the HTTP interface names them. */
  Query addTo(Query query) {
    return query
        .with("state", Optional.ofNullable(state))
        .with("operation", Optional.ofNullable(operation))
        .with("domain", Optional.ofNullable(domain))
        .with("gpo", gpo.wireName())
        .with("correlationId", Optional.ofNullable(ticket))
        .with("requestedBy", Optional.ofNullable(requestedBy));
  }
}
