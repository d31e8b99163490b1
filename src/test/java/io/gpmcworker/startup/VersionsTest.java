package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The version is the same wherever it is written, and so is that of the database's schema. */
class VersionsTest {

  private static String first(String file, String pattern) throws IOException {
    Matcher found =
        Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(Path.of(file)));
    assertThat(found.find()).as("%s has a line like %s", file, pattern).isTrue();
    return found.group(1);
  }

  private static String version() throws IOException {
    return first("pom.xml", "<artifactId>gpmc-worker</artifactId>\\s*<version>([^<]+)</version>");
  }

  @Test
  void theChartAndTheImagesHaveTheVersionOfTheBuild() throws IOException {
    assertThat(first("helm/gpmc-worker/Chart.yaml", "^appVersion: (.+)$")).isEqualTo(version());
    assertThat(first("docker/Dockerfile.jvm", "^ARG VERSION=(.+)$")).isEqualTo(version());
    assertThat(first("docker/Dockerfile.native", "^ARG VERSION=(.+)$")).isEqualTo(version());
  }

  @Test
  void theChangesOfThisVersionAreTold() throws IOException {
    assertThat(first("CHANGELOG.md", "^## (\\S+)")).isEqualTo(version().replace("-SNAPSHOT", ""));
  }

  @Test
  void theSchemaOfThisVersionIsTold() throws IOException {
    long newest;
    try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
      newest =
          migrations
              .map(it -> it.getFileName().toString())
              .mapToLong(it -> Long.parseLong(it.substring(1, it.indexOf("__"))))
              .max()
              .orElseThrow();
    }
    String release = Pattern.quote(version().replace("-SNAPSHOT", ""));
    assertThat(first("docs/upgrading.md", "^\\| " + release + " \\| (\\d+)"))
        .isEqualTo(Long.toString(newest));
    assertThat(first("CHANGELOG.md", "^- Database schema: version (\\d+)"))
        .isEqualTo(Long.toString(newest));
  }
}
