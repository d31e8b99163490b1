package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The chart, as Helm itself reads it. */
class ChartTest {

  private final Helm chart = new Helm(Path.of("helm", "gpmc-worker"));

  @Test
  void helmHasNothingToFault() {
    // What is required is left empty in the values; a lint that is strict about it cannot pass.
    assertThat(chart.lint().call().getMessages())
        .filteredOn(message -> message.contains("[ERROR]"))
        .allMatch(message -> message.contains("is missing"));
  }

  @Test
  void theWorkerIsToldWhereEverythingIs() {
    String manifests =
        chart
            .template()
            .withName("corp")
            .set("kafka.bootstrapServers", "kafka:9092")
            .set("database.jdbcUrl", "jdbc:postgresql://postgres/gpmc")
            .set("database.existingSecret", "gpmc-database")
            .set("backups.existingClaim", "gpo-backups")
            .call();

    assertThat(manifests)
        .contains("name: corp-gpmc-worker")
        .contains("value: \"kafka:9092\"")
        .contains("claimName: gpo-backups")
        .contains("gpmc.worker.shutdown-grace=30s")
        .contains("readOnlyRootFilesystem: true");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> chart.template().withName("corp").call())
        .hasMessageContaining("is missing");
  }

  @Test
  void aValueThatTheChartDoesNotKnowIsRefused() {
    assertThatThrownBy(() -> chart.template().withName("corp").set("replicas", "3").call())
        .hasMessageContaining("replicas");
  }
}
