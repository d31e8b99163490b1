package io.gpmcworker.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gpmcworker.contract.Compatibility.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever built on a released schema can go on. {@code src/test/resources/released-schemas} holds
 * each version as it was released; those files never change. A release adds a folder.
 */
class CompatibilityTest {

  private static final Path RELEASED = Path.of("src/test/resources/released-schemas");

  static List<Path> released() throws IOException {
    try (Stream<Path> files = Files.walk(RELEASED)) {
      return files.filter(it -> it.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void theReleasedSchemaStillHolds(Path released) throws IOException {
    Path inside = RELEASED.relativize(released);
    String name = inside.subpath(1, inside.getNameCount()).toString();
    JsonNode now = Schemas.file("schemas/v1/" + name);

    assertThat(Compatibility.broken(kind(name), Schemas.JSON.readTree(released.toFile()), now))
        .as("%s breaks those who rely on version %s; make it a v2", name, inside.getName(0))
        .isEmpty();
  }

  @Test
  void everySchemaOfTheReleaseIsHeld() throws IOException {
    assertThat(released()).hasSizeGreaterThan(30);
  }

  private static Kind kind(String name) {
    boolean command =
        name.startsWith("parameters")
            || name.equals("names.json")
            || name.equals("operation.start.json")
            || name.equals("operation.cancel.json")
            || name.equals("command.headers.json");
    return command ? Kind.COMMAND : Kind.EVENT;
  }

  private static final String BEFORE =
      """
      {"type":"object","required":["a"],"additionalProperties":false,"properties":{
       "a":{"enum":["x","y"]},
       "b":{"type":["string","null"],"maxLength":10,"pattern":"^[a-z]*$"},
       "c":{"$ref":"#/$defs/c"}},
       "$defs":{"c":{"type":"array","items":{"type":"integer","minimum":0}}}}
      """;

  /** What is written in place of what; then whether it breaks commands, and events. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a field is gone | `\"b\":` | `\"bb\":` | true | true",
        "a value is gone | `\"x\",\"y\"` | `\"x\"` | true | false",
        "a value is new | `\"x\",\"y\"` | `\"x\",\"y\",\"z\"` | false | true",
        "values are free | `\"enum\":[\"x\",\"y\"]` | `` | false | true",
        "null is no more | `[\"string\",\"null\"]` | `\"string\"` | true | false",
        "a type is new | `[\"string\",\"null\"]` | `[\"string\",\"null\",\"number\"]` | false | true",
        "another type | `\"integer\"` | `\"string\"` | true | true",
        "a new duty | `[\"a\"]` | `[\"a\",\"b\"]` | true | false",
        "a duty is gone | `[\"a\"]` | `[]` | false | true",
        "shorter | `10` | `9` | true | false",
        "longer | `10` | `11` | false | true",
        "a higher least | `\"minimum\":0` | `\"minimum\":1` | true | false",
        "no least | `,\"minimum\":0` | `` | false | true",
        "another pattern | `[a-z]*` | `[a-z]+` | true | true",
        "another reference | `#/$defs/c` | `#/$defs/d` | true | true",
        "a definition is gone | `\"$defs\":{\"c\":` | `\"$defs\":{\"d\":` | true | true",
        "closed otherwise | `\"additionalProperties\":false,` | `` | true | true",
        "a rule is new | `\"additionalProperties\":false,` | `\"additionalProperties\":false,\"minProperties\":2,` | true | true",
        "a field is new | `\"properties\":{` | `\"properties\":{\"n\":{\"type\":\"string\"},` | false | false",
        "words | `\"maxLength\"` | `\"description\":\"Better.\",\"maxLength\"` | false | false"
      })
  void aBreakIsSeen(String what, String old, String other, boolean command, boolean event)
      throws JsonProcessingException {
    String after = BEFORE.replace(old, other);
    assertThat(after).as(what).isNotEqualTo(BEFORE);

    assertBroken(Kind.COMMAND, after, command);
    assertBroken(Kind.EVENT, after, event);
  }

  private static void assertBroken(Kind kind, String after, boolean broken)
      throws JsonProcessingException {
    List<String> found =
        Compatibility.broken(kind, Schemas.JSON.readTree(BEFORE), Schemas.JSON.readTree(after));
    assertThat(!found.isEmpty()).as("%s: %s", kind, found).isEqualTo(broken);
  }
}
