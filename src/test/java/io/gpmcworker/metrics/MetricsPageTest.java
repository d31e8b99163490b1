package io.gpmcworker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page for operators knows every metric. */
class MetricsPageTest {

  @Test
  void everyMetricIsInTheTable() throws IOException {
    String page = Files.readString(Path.of("docs", "operating.md"));

    assertThat(ExposedMetrics.NAMES)
        .extracting(name -> name.replaceFirst("_(count|sum|max|bucket)$", ""))
        .allMatch(name -> page.contains("`" + name + "`"), "is in docs/operating.md");
  }
}
