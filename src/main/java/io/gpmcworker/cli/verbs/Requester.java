package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.cli.remote.Client;

/** Who asks, where the worker asks nobody for a key. */
final class Requester {

  private Requester() {}

  /** Names the user of this machine, unless a credential says who asks. */
  static void sign(Client client, ObjectNode body) {
    String user = System.getProperty("user.name", "");
    if (client.profile().credential().isEmpty() && !user.isBlank()) {
      body.put("requestedBy", user);
    }
  }
}
