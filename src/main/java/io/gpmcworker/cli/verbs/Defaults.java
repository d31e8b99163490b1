package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.cli.remote.Client;
import io.gpmcworker.cli.remote.ExitCode;
import io.gpmcworker.cli.remote.Query;
import io.gpmcworker.cli.remote.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is meant where neither the command line nor the profile says: the only one there is. */
final class Defaults {

  private Defaults() {}

  /** The domain. */
  static String domain(Client client, Optional<String> given) throws InterruptedException {
    Optional<String> named = given.or(client.profile()::domain);
    return named.isPresent()
        ? named.get()
        : only(client.get(Query.of("domains")).path("domains"), "domain", "--domain");
  }

  /** The backup store. */
  static String backupStore(Client client, Optional<String> given) throws InterruptedException {
    Optional<String> named = given.or(client.profile()::backupStore);
    return named.isPresent()
        ? named.get()
        : only(
            client.get(Query.of("backup-stores")).path("backupStores"),
            "backup store",
            "--backup-store");
  }

  private static String only(JsonNode things, String what, String option) {
    List<String> names = new ArrayList<>();
    things.forEach(it -> names.add(it.path("name").asText()));
    if (names.size() == 1) {
      return names.getFirst();
    }
    throw new RemoteException(
        ExitCode.USAGE,
        names.isEmpty()
            ? "The worker has no %s.".formatted(what)
            : "There are several: name the %s by %s, one of %s."
                .formatted(what, option, String.join(", ", names)));
  }
}
