package io.gpmcworker.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees are read and written as Jackson's own mapper does it. */
class JsonTreeTest {

  private static final String ALL =
      """
      {"text":"a \\"b\\"\\n\\u0001ä😀","int":1,"long":5000000000,"large":123456789012345678901234567890,\
      "part":0.25,"tiny":1.0E-10,"yes":true,"no":false,"nothing":null,"empty":{},"none":[],\
      "list":[1,[2,{"a":[]}]]}\
      """;

  @Test
  void everyKindOfValueIsReadAndWritten() throws IOException {
    JsonNode expected = new ObjectMapper().readTree(ALL);

    JsonNode read = JsonTree.read(ALL.getBytes(UTF_8));

    assertThat(read).isEqualTo(expected);
    assertThat(JsonTree.line(read)).isEqualTo(expected.toString());
    assertThat(JsonTree.document(read)).isEqualTo(expected.toPrettyString());
  }

  @Test
  void nothingIsMissing() throws IOException {
    assertThat(JsonTree.read(new byte[0]).isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "{\"a\":", "[1,", "{\"a\" 1}", "nul"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonTree.read(text.getBytes(UTF_8))).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsTooDeepIsRefused() {
    byte[] deep = "[".repeat(100_000).getBytes(UTF_8);

    assertThatThrownBy(() -> JsonTree.read(deep)).isInstanceOf(IOException.class);
  }
}
