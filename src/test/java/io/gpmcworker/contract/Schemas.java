package io.gpmcworker.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas that the worker publishes, read from where it publishes them. */
public final class Schemas {

  /** Where the worker's static files are on the class path. */
  static final String PUBLISHED = "META-INF/resources/";

  static final ObjectMapper JSON = new ObjectMapper();

  /** Any absolute base will do; nothing is fetched from it. */
  private static final String BASE = "https://worker.invalid/";

  /** Below these, an object is a part of the schema around it. */
  private static final Set<String> APPLICATORS = Set.of("if", "then", "else", "allOf", "oneOf");

  private static final Schemas AS_PUBLISHED = new Schemas(false);
  private static final Schemas CLOSED = new Schemas(true);

  private final SchemaRegistry registry;
  private final Map<String, Schema> loaded = new ConcurrentHashMap<>();

  private Schemas(boolean closed) {
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder ->
                builder.schemas(address ->
                    address.startsWith(BASE)
                        ? text(address.substring(BASE.length()), closed)
                        : null));
  }

  /** As consumers and producers get them. */
  public static Schemas asPublished() {
    return AS_PUBLISHED;
  }

  /**
   * With every object closed. Consumers have to ignore fields that they do not know; the worker
   * itself has no business publishing one that the contract does not tell of.
   */
  static Schemas closed() {
    return CLOSED;
  }

  /**
   * What is wrong with some JSON; empty if nothing is.
   *
   * @param schema its file's name without the ending, such as {@code operation.start}
   */
  public List<String> errors(String schema, String json) {
    return errorsOfFile("schemas/v1/" + schema + ".json", json);
  }

  /** The same by the path of a published file, or a place inside of it after a {@code #}. */
  List<String> errorsOfFile(String path, String json) {
    return loaded
        .computeIfAbsent(path, it -> registry.getSchema(SchemaLocation.of(BASE + it)))
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> path + error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** What keeps some JSON from being a schema of the dialect. */
  static List<String> metaSchemaErrors(String json) {
    return CLOSED
        .registry
        .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
        .validate(json, InputFormat.JSON)
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /** A published JSON file. */
  static JsonNode file(String path) {
    try (InputStream stream =
        Objects.requireNonNull(
            Schemas.class.getClassLoader().getResourceAsStream(PUBLISHED + path),
            () -> "the worker publishes no " + path)) {
      return JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String path, boolean closed) {
    JsonNode schema = file(path);
    if (closed) {
      close(schema);
    }
    return schema.toString();
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("type").asText().equals("object")
        && object.has("properties")
        && !object.has("additionalProperties")) {
      object.put("unevaluatedProperties", false);
    }
    schema
        .properties()
        .forEach(member -> {
          if (!APPLICATORS.contains(member.getKey())) {
            close(member.getValue());
          }
        });
  }
}
