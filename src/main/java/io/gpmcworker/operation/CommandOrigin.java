package io.gpmcworker.operation;

import java.util.Optional;

/**
 * Where a command came from, as its CloudEvents attributes tell. Source and id together name it:
 * the same pair again is a redelivery.
 *
 * @param correlationId the ticket; opaque, handed on as it is
 * @param traceparent W3C trace context
 * @param requestedBy who asked, for the record
 */
public record CommandOrigin(
    String source,
    String id,
    Optional<String> correlationId,
    Optional<String> traceparent,
    Optional<String> requestedBy) {}
