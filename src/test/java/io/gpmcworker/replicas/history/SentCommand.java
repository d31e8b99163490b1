package io.gpmcworker.replicas.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A command as it was sent.
 *
 * @param type {@code start} or {@code cancel}
 * @param commandId CloudEvents {@code id}; the same when it is sent again
 * @param partition where the broker put it; -1 if the broker did not say
 * @param data the payload
 */
public record SentCommand(
    Instant at,
    String type,
    String commandId,
    String operationId,
    int partition,
    long offset,
    JsonNode data) {

  static final String START = "start";
  static final String CANCEL = "cancel";

  boolean isStart() {
    return type.equals(START);
  }

  /** Whether the broker has it for certain. */
  boolean acknowledged() {
    return partition >= 0;
  }
}
