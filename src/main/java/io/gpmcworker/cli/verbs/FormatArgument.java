package io.gpmcworker.cli.verbs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gpmcworker.cli.remote.JsonTree;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Option;

/** The option {@code -o}: for people or for programs. */
public final class FormatArgument {

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
              + " HTTP interface where it has them. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.text;

  /** Whether it is for people. */
  public boolean text() {
    return format == Format.text;
  }

  /** Whether each thing is to be a JSON object in a line. */
  public boolean lines() {
    return format == Format.jsonl;
  }

  /** Whether all is to be one JSON document, which what has no end cannot be. */
  public boolean document() {
    return format == Format.json;
  }

  /** Prints one thing as JSON. */
  public void one(PrintWriter out, JsonNode thing) {
    out.println(lines() ? JsonTree.line(thing) : JsonTree.document(thing));
    out.flush();
  }

  /**
   * Prints several things as JSON.
   *
   * @param document all of them as one document
   */
  void all(PrintWriter out, JsonNode document, Iterable<JsonNode> things) {
    if (lines()) {
      things.forEach(thing -> out.println(JsonTree.line(thing)));
      out.flush();
    } else {
      one(out, document);
    }
  }

  /** Of several operations: one as it is, others as an array. */
  void operations(PrintWriter out, List<JsonNode> operations) {
    if (lines()) {
      operations.forEach(it -> out.println(JsonTree.line(it)));
      out.flush();
    } else if (operations.size() == 1) {
      one(out, operations.getFirst());
    } else {
      one(out, JsonNodeFactory.instance.arrayNode().addAll(operations));
    }
  }
}
