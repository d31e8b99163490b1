package io.gpmcworker.cli.topics;

import java.util.Map;
import java.util.Optional;

/**
 * What a start command asks for.
 *
 * @param id of the operation, chosen by the caller
 * @param operation by its name on the wire, such as {@code backup-gpo}
 * @param domain by its configured name
 * @param parameters of the operation, by their names on the wire
 * @param ticket what every event of the operation is to carry as {@code correlationid}
 */
public record OperationRequest(
    String id,
    String operation,
    String domain,
    Map<String, Object> parameters,
    String requestedBy,
    Optional<String> ticket) {
  public OperationRequest {
    parameters = Map.copyOf(parameters);
  }
}
