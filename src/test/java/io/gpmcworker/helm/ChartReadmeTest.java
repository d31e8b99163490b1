package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The chart's README has one line for each value, made from the comments in values.yaml. After a
 * change of them: {@code ./mvnw test -Dtest=ChartReadmeTest -Dgpmc.chart.readme=write}.
 */
class ChartReadmeTest {

  private static final String BEGIN = "<!-- values: made by ChartReadmeTest -->\n";
  private static final Path README = Chart.FOLDER.resolve("README.md");

  @Test
  void theReadmeTellsOfEveryValueAsItIs() throws IOException {
    String readme = Files.readString(README);
    String fresh = readme.substring(0, readme.indexOf(BEGIN)) + BEGIN + table();
    if ("write".equals(System.getProperty("gpmc.chart.readme"))) {
      Files.writeString(README, fresh);
    }

    assertThat(Files.readString(README))
        .as("run ./mvnw test -Dtest=ChartReadmeTest -Dgpmc.chart.readme=write")
        .isEqualTo(fresh);
  }

  /** A key with its indentation, for the path of what is below it. */
  private record Level(int indent, String key) {}

  private static String table() throws IOException {
    Path file = Chart.FOLDER.resolve("values.yaml");
    JsonNode values = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
    StringBuilder table = new StringBuilder("\n| value | meaning | default |\n|---|---|---|\n");
    Deque<Level> path = new ArrayDeque<>();
    StringBuilder comment = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      String text = line.strip();
      if (text.startsWith("# -- ")) {
        comment.setLength(0);
        comment.append(text.substring(5));
      } else if (text.startsWith("# ") && !comment.isEmpty()) {
        comment.append(' ').append(text.substring(2));
      } else if (text.contains(":")) {
        int indent = line.indexOf(text);
        while (!path.isEmpty() && path.getLast().indent() >= indent) {
          path.removeLast();
        }
        path.addLast(new Level(indent, text.substring(0, text.indexOf(':'))));
        if (!comment.isEmpty()) {
          List<String> keys = path.stream().map(Level::key).toList();
          JsonNode value = values.at("/" + String.join("/", keys));
          assertThat(value.isMissingNode()).as("%s in values.yaml", keys).isFalse();
          table.append(
              "| `%s` | %s | `%s` |\n"
                  .formatted(
                      String.join(".", keys), comment.toString().replace("|", "\\|"), value));
          comment.setLength(0);
        }
      }
    }
    return table.toString();
  }

  @Test
  void noValueIsWithoutAnExplanation() throws IOException {
    JsonNode values =
        new ObjectMapper(new YAMLFactory()).readTree(Chart.FOLDER.resolve("values.yaml").toFile());
    String table = table();

    explained(values, "", table);
  }

  private static void explained(JsonNode node, String path, String table) {
    boolean told = table.contains("| `" + path + "` |");
    if (node.isObject() && !node.isEmpty() && !told) {
      node.properties()
          .forEach(it ->
              explained(
                  it.getValue(), path.isEmpty() ? it.getKey() : path + "." + it.getKey(), table));
    } else {
      assertThat(told).as("a comment that begins with '# --' above %s", path).isTrue();
    }
  }
}
