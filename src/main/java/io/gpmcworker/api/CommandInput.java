package io.gpmcworker.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gpmcworker.api.problem.ProblemException;
import io.gpmcworker.api.security.ApiConfig;
import io.gpmcworker.api.security.Requester;
import io.gpmcworker.command.CommandPublisher;
import io.gpmcworker.command.CommandPublisher.Draft;
import io.gpmcworker.command.CommandPublisher.Kind;
import io.gpmcworker.command.JsonFault;
import io.gpmcworker.event.EventData.FieldError;
import io.gpmcworker.event.OutgoingEvent;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.OperationId;
import io.gpmcworker.operation.request.InvalidFieldsException;
import io.gpmcworker.operation.request.ObjectFields;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes commands of requests, checked by the very code that will read them from the topic. */
@ApplicationScoped
class CommandInput {

  private static final int LONGEST_ATTRIBUTE = 256;
  private static final List<String> ENVELOPE = List.of("id", "correlationId", "expiryTime");

  private static final ObjectMapper STRICT_JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final CommandPublisher publisher;
  private final Requester requester;
  private final ApiConfig config;

  CommandInput(CommandPublisher publisher, Requester requester, ApiConfig config) {
    this.publisher = publisher;
    this.requester = requester;
    this.config = config;
  }

  /** A valid command, ready to be sent. */
  record Ready(Draft draft, Command command) {}

  /**
   * A start.
   *
   * @param key the {@code Idempotency-Key}
   */
  Ready start(byte[] body, Optional<String> key, Optional<String> traceparent) {
    ObjectNode payload = object(body);
    ObjectNode envelope = payload.objectNode();
    for (String field : ENVELOPE) {
      @Nullable JsonNode value = payload.remove(field);
      if (value != null) {
        envelope.set(field, value);
      }
    }
    ObjectFields fields = new ObjectFields(envelope, "");
    Optional<OperationId> id = fields.optional("id", OperationId::new);
    Optional<String> correlationId = fields.optional("correlationId", CommandInput::attribute);
    Optional<Instant> expiry = fields.optional("expiryTime", QueryParameters::time);
    sign(payload, fields);
    OperationId operationId =
        id.orElseGet(() -> new OperationId(name("operation", "", key).toString()));
    return ready(
        fields,
        new Draft(
            Kind.START,
            operationId,
            config.source(),
            name("start", "", key).toString(),
            correlationId,
            traceparent,
            expiry,
            payload.toString()));
  }

  /** A cancel; an empty body gives no reason. */
  Ready cancel(
      OperationId operationId, byte[] body, Optional<String> key, Optional<String> traceparent) {
    ObjectNode payload = body.length == 0 ? STRICT_JSON.createObjectNode() : object(body);
    ObjectFields fields = new ObjectFields(payload.objectNode(), "");
    sign(payload, fields);
    return ready(
        fields,
        new Draft(
            Kind.CANCEL,
            operationId,
            config.source(),
            name("cancel", operationId.value(), key).toString(),
            Optional.empty(),
            traceparent,
            Optional.empty(),
            payload.toString()));
  }

  /** Who asks is known; that another is named is refused rather than passed over. */
  private void sign(ObjectNode payload, ObjectFields fields) {
    @Nullable JsonNode named = payload.get("requestedBy");
    if (named == null || named.isNull()) {
      payload.put("requestedBy", requester.name());
    } else if (requester.proven() && !requester.name().equals(named.textValue())) {
      fields.error("requestedBy", "is who asks, '%s'; leave it out".formatted(requester.name()));
    }
  }

  /** The same for the same key of the same person; new without a key. */
  private UUID name(String what, String about, Optional<String> key) {
    return key.map(it -> OutgoingEvent.stableId("http", what, about, requester.name(), it))
        .orElseGet(UUID::randomUUID);
  }

  private Ready ready(ObjectFields fields, Draft draft) {
    List<FieldError> errors = new ArrayList<>();
    try {
      fields.finish();
    } catch (InvalidFieldsException e) {
      errors.addAll(e.errors());
    }
    return switch (publisher.read(draft)) {
      case CommandPublisher.Read.Fine(Command command) -> {
        if (!errors.isEmpty()) {
          throw ProblemException.invalid(422, errors);
        }
        yield new Ready(draft, command);
      }
      case CommandPublisher.Read.Refused(var problem) -> {
        if (errors.isEmpty()) {
          throw ProblemException.refused(problem);
        }
        errors.addAll(problem.errors());
        throw ProblemException.invalid(422, errors);
      }
    };
  }

  private static ObjectNode object(byte[] body) {
    try {
      if (STRICT_JSON.readTree(body) instanceof ObjectNode object) {
        return object;
      }
      throw malformed("The body is no JSON object.");
    } catch (JsonProcessingException e) {
      throw malformed("The body is not valid JSON: " + JsonFault.in(e));
    } catch (IOException e) {
      throw malformed("The body is not valid UTF-8.");
    }
  }

  private static ProblemException malformed(String detail) {
    return new ProblemException(400, "malformed-payload", "The body is not valid JSON", detail);
  }

  private static String attribute(String text) {
    if (text.isEmpty() || text.length() > LONGEST_ATTRIBUTE) {
      throw new IllegalArgumentException(
          "has %d characters; it must have 1 to %d".formatted(text.length(), LONGEST_ATTRIBUTE));
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("holds a character that is no text");
    }
    return text;
  }
}
