package io.gpmcworker.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.gpmc.OperationKind;

/** A good command of each kind: the published examples. */
public final class CommandSamples {

  private CommandSamples() {}

  /** The payload of the published example of a start. */
  public static ObjectNode start(OperationKind kind) {
    return Schemas.file("schemas/v1/examples/start-%s.json".formatted(kind.wireName()))
        .withObject("value")
        .deepCopy();
  }
}
