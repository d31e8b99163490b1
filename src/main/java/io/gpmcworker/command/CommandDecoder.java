package io.gpmcworker.command;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.gpmcworker.gpmc.Domains;
import io.gpmcworker.gpmc.GpmcDriver;
import io.gpmcworker.gpmc.GpmcRequest;
import io.gpmcworker.gpmc.OperationKind;
import io.gpmcworker.operation.Command;
import io.gpmcworker.operation.ReportsConfig;
import io.gpmcworker.operation.request.InvalidFieldsException;
import io.gpmcworker.operation.request.ObjectFields;
import io.gpmcworker.operation.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a CloudEvent into a command, strictly. */
@ApplicationScoped
class CommandDecoder {

  static final String START = "io.gpmcworker.operation.start";
  static final String CANCEL = "io.gpmcworker.operation.cancel";

  private static final int LONGEST_REASON = 1_024;
  private static final int LONGEST_REQUESTER = 256;

  private static final ObjectMapper STRICT_JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Domains domains;
  private final Requests requests;
  private final ReportsConfig reports;

  CommandDecoder(Domains domains, Requests requests, ReportsConfig reports) {
    this.domains = domains;
    this.requests = requests;
    this.reports = reports;
  }

  /**
   * The command in an event.
   *
   * @param attributes the event's attributes, checked
   */
  Command decode(CloudEvent event, EventAttributes attributes) throws RefusedException {
    ObjectNode payload = payload(event);
    ObjectFields fields = new ObjectFields(payload, "");
    try {
      return switch (event.getType()) {
        case START -> start(attributes, payload, fields);
        case CANCEL -> cancel(attributes, fields);
        default -> throw unknownType(event.getType());
      };
    } catch (InvalidFieldsException e) {
      throw new RefusedException(
          "invalid-payload",
          "Some fields of the payload are not valid",
          e.getMessage() == null ? "" : e.getMessage(),
          e.errors());
    }
  }

  private Command start(EventAttributes attributes, ObjectNode payload, ObjectFields fields)
      throws InvalidFieldsException, RefusedException {
    Optional<OperationKind> kind = fields.required("operation", CommandDecoder::kind);
    Optional<String> domain = fields.required("domain", this::configured);
    Optional<String> requestedBy = requester(fields);
    Optional<GpmcRequest> request = kind.flatMap(it -> requests.read(it, fields));
    if (kind.isEmpty()) {
      // Whatever the parameters are, they cannot be judged.
      fields.object("parameters");
    }
    fields.refuseOthers();
    fields.finish();
    GpmcDriver driver = domain.flatMap(domains::driver).orElseThrow();
    OperationKind asked = request.orElseThrow().kind();
    if (!driver.supported().contains(asked)) {
      throw new RefusedException(
          "operation-not-supported",
          "The domain's driver does not support the operation",
          "Domain '%s' has no %s (%s); it has %s."
              .formatted(
                  domain.orElseThrow(),
                  asked.wireName(),
                  asked.method(),
                  driver.supported().stream()
                      .sorted()
                      .map(OperationKind::wireName)
                      .collect(Collectors.joining(", "))));
    }
    if (asked.isReport() && reports.path().isEmpty()) {
      throw new RefusedException(
          "operation-not-supported",
          "This worker has no place for reports",
          "Reports are written to a folder, and this worker has none; set gpmc.reports.path.");
    }
    return new Command.StartOperation(
        attributes.operationId(),
        attributes.origin(requestedBy),
        asked,
        domain.orElseThrow(),
        canonical(Optional.ofNullable(payload.get("parameters")).orElse(payload.objectNode())),
        fingerprint(payload),
        driver.cancellable().contains(asked),
        attributes.expiresAt());
  }

  private static Command cancel(EventAttributes attributes, ObjectFields fields)
      throws InvalidFieldsException {
    Optional<String> reason = fields.optional("reason", text -> bounded(text, LONGEST_REASON));
    Optional<String> requestedBy = requester(fields);
    fields.refuseOthers();
    fields.finish();
    return new Command.CancelOperation(
        attributes.operationId(), attributes.origin(requestedBy), reason);
  }

  static RefusedException unknownType(String type) {
    return new RefusedException(
        "unknown-command",
        "The type of the CloudEvent is no command",
        "The type is '%s'; commands are %s and %s."
            .formatted(EventAttributes.shown(type), START, CANCEL));
  }

  private static ObjectNode payload(CloudEvent event) throws RefusedException {
    @Nullable CloudEventData data = event.getData();
    try {
      JsonNode node =
          switch (data) {
            // A cancel may do without a payload; a start's missing fields are told one by one.
            case null -> STRICT_JSON.createObjectNode();
            case JsonCloudEventData json -> json.getNode();
            default -> STRICT_JSON.readTree(data.toBytes());
          };
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new RefusedException(
          "malformed-payload",
          "The payload is not a JSON object",
          "The payload is no JSON object.");
    } catch (JsonProcessingException e) {
      throw new RefusedException(
          "malformed-payload",
          "The payload is not valid JSON",
          "The payload is not valid JSON: " + EventAttributes.shown(JsonFault.in(e)));
    } catch (IOException e) {
      throw new RefusedException(
          "malformed-payload",
          "The payload is not valid JSON",
          "The payload is not valid UTF-8: "
              + EventAttributes.shown(String.valueOf(e.getMessage())));
    }
  }

  /** Reads JSON as strictly as payloads are read, for those who read it once more otherwise. */
  static void checkJson(byte[] json) throws IOException {
    STRICT_JSON.readTree(json);
  }

  private static OperationKind kind(String wireName) {
    return OperationKind.ofWireName(wireName)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is no operation; there are %s"
                    .formatted(
                        EventAttributes.shown(wireName),
                        Arrays.stream(OperationKind.values())
                            .map(OperationKind::wireName)
                            .collect(Collectors.joining(", ")))));
  }

  private String configured(String domain) {
    if (domains.driver(domain).isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is not configured; there are %s"
              .formatted(EventAttributes.shown(domain), String.join(", ", domains.names())));
    }
    return domain;
  }

  private static Optional<String> requester(ObjectFields fields) {
    return fields.optional("requestedBy", text -> bounded(text, LONGEST_REQUESTER));
  }

  private static String bounded(String text, int longest) {
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          "has " + text.length() + " characters; at most " + longest);
    }
    return text;
  }

  /** Two starts are the same start if their payloads say the same, however they are spelled. */
  private static String fingerprint(ObjectNode payload) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(canonical(payload).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String canonical(JsonNode node) {
    try {
      return STRICT_JSON.writeValueAsString(STRICT_JSON.treeToValue(node, Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON has a JSON form", e);
    }
  }
}
