package io.gpmcworker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.testing.PackagedWorker;
import io.gpmcworker.testing.ReceivedEvent;
import io.gpmcworker.testing.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged worker and reports, which are too large for a record. */
class ReportIT {

  private static final String REPORT =
      """
      {"operation":"report-gpo","domain":"corp","parameters":{"gpo":"Server Hardening","reportType":"xml"}}
      """;

  @TempDir Path reports;

  @Test
  void theEndSaysWhereTheReportIsAndThereItIs() throws Exception {
    try (PackagedWorker packaged =
            new PackagedWorker(Map.of("gpmc.reports.path", reports.toString()));
        Topics topics = new Topics(packaged.broker().bootstrapServers())) {
      topics.start("report", REPORT);

      ReceivedEvent end = topics.awaitEnd("report").getLast();

      assertThat(end.type()).isEqualTo("operation.succeeded");
      String text =
          Files.readString(Path.of(URI.create(end.extension("dataref"))), StandardCharsets.UTF_16);
      assertThat(text)
          .startsWith("<?xml version=\"1.0\" encoding=\"utf-16\"?>")
          .contains("<Name>Server Hardening</Name>");
      assertThat(end.data().at("/result/characters").intValue()).isEqualTo(text.length());
    }
  }

  @Test
  void aWorkerWithoutAPlaceForReportsSaysSo() throws Exception {
    try (PackagedWorker packaged = new PackagedWorker(Map.of());
        Topics topics = new Topics(packaged.broker().bootstrapServers())) {
      ReceivedEvent answer = topics.awaitAnswer(topics.start("report", REPORT));

      assertThat(answer.type()).isEqualTo("command.rejected");
      assertThat(answer.data().at("/error/detail").textValue()).contains("gpmc.reports.path");
    }
  }
}
