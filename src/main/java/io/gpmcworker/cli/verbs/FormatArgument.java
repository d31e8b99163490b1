package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code -o}: for people or for programs. */
final class FormatArgument {

  /** How results are printed. */
  enum Format {
    text,
    json,
    jsonl
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json|jsonl",
      description =
          "For people, as one JSON document, or as a JSON object a line; with the fields of the"
              + " HTTP interface. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  boolean text() {
    return format == Format.text;
  }

  boolean lines() {
    return format == Format.jsonl;
  }

  /** Prints one thing as JSON. */
  void one(PrintWriter out, JsonNode thing) {
    out.println(lines() ? thing.toString() : thing.toPrettyString());
    out.flush();
  }

  /**
   * Prints several things as JSON.
   *
   * @param document all of them as one document
   */
  void all(PrintWriter out, JsonNode document, Iterable<JsonNode> things) {
    if (lines()) {
      things.forEach(thing -> out.println(thing.toString()));
      out.flush();
    } else {
      one(out, document);
    }
  }

  /** Of several operations: one as it is, others as an array. */
  void operations(PrintWriter out, List<JsonNode> operations) {
    if (lines()) {
      operations.forEach(it -> out.println(it.toString()));
      out.flush();
    } else if (operations.size() == 1) {
      one(out, operations.getFirst());
    } else {
      one(out, JsonNodeFactory.instance.arrayNode().addAll(operations));
    }
  }
}
