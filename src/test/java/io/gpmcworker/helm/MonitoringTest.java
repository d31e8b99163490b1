package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.gpmcworker.metrics.ExposedMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboard name only what the running worker exposes: {@link ExposedMetrics}, which
 * {@code MetricsTest} holds against a worker's own answer.
 */
class MonitoringTest {

  private final Chart chart = Chart.of(Chart.PRODUCTION);

  private List<Rule> alerts() {
    return chart.the(PrometheusRule.class).getSpec().getGroups().getFirst().getRules();
  }

  private static String expression(Rule alert) {
    return Objects.requireNonNull(alert.getExpr()).getStrVal();
  }

  private JsonNode dashboard() throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            chart.all(ConfigMap.class).stream()
                .map(it -> it.getData().get("gpmc-worker.json"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow());
  }

  private List<String> queries() throws JsonProcessingException {
    List<String> queries = new ArrayList<>();
    for (JsonNode panel : dashboard().get("panels")) {
      panel.path("targets").forEach(it -> queries.add(it.get("expr").textValue()));
    }
    dashboard().at("/templating/list").forEach(it -> queries.add(it.get("query").textValue()));
    return queries;
  }

  @Test
  void alertsAskForMetricsThatAreThere() {
    assertThat(alerts())
        .hasSize(11)
        .allSatisfy(alert ->
            assertThat(MetricNames.in(expression(alert)))
                .isNotEmpty()
                .isSubsetOf(ExposedMetrics.NAMES));
  }

  @Test
  void everySelectorOfAnAlertIsOfThisReleaseOnly() {
    assertThat(alerts())
        .allSatisfy(alert -> {
          String expression = expression(alert);
          long selectors = MetricNames.count(expression);
          assertThat(expression.split("namespace=\"gpo\",service=\"corp-gpmc-worker\"", -1))
              .hasSize(Math.toIntExact(selectors) + 1);
          assertThat(balanced(expression)).as(expression).isTrue();
        });
  }

  private static boolean balanced(String expression) {
    return count(expression, '(') == count(expression, ')')
        && count(expression, '{') == count(expression, '}')
        && count(expression, '"') % 2 == 0;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(it -> it == wanted).count();
  }

  @Test
  void everyAlertSaysWhatToDoAndTheRunbookHasAPlaceForIt() throws IOException {
    String runbook = Files.readString(Path.of("docs", "operating.md"));
    assertThat(alerts())
        .allSatisfy(alert -> {
          assertThat(alert.getLabels().get("severity")).isIn("warning", "critical");
          assertThat(alert.getAnnotations().get("summary")).endsWith(".");
          assertThat(alert.getAnnotations().get("description")).hasSizeGreaterThan(40);
          assertThat(alert.getAnnotations().get("runbook_url"))
              .endsWith("docs/operating.md#" + alert.getAlert().toLowerCase(Locale.ROOT));
          assertThat(runbook).contains("\n### " + alert.getAlert() + "\n");
        });
  }

  @Test
  void theDashboardAsksForMetricsThatAreThereAndLeavesNoneOut() throws JsonProcessingException {
    Set<String> shown = new TreeSet<>();
    for (String query : queries()) {
      assertThat(balanced(query)).as(query).isTrue();
      shown.addAll(MetricNames.in(query));
    }
    alerts().forEach(alert -> shown.addAll(MetricNames.in(expression(alert))));

    assertThat(ExposedMetrics.NAMES).containsAll(shown);
    assertThat(shown.stream().map(MonitoringTest::family))
        .containsAll(ExposedMetrics.NAMES.stream().map(MonitoringTest::family).toList());
  }

  private static String family(String name) {
    return name.replaceAll("_seconds_(bucket|count|sum|max)$", "");
  }

  @Test
  void panelsDoNotLieOnEachOther() throws JsonProcessingException {
    Set<String> cells = new TreeSet<>();
    for (JsonNode panel : dashboard().get("panels")) {
      JsonNode at = panel.get("gridPos");
      for (int x = at.get("x").intValue();
          x < at.get("x").intValue() + at.get("w").intValue();
          x++) {
        for (int y = at.get("y").intValue();
            y < at.get("y").intValue() + at.get("h").intValue();
            y++) {
          assertThat(cells.add(x + "," + y)).as(panel.get("title").textValue()).isTrue();
        }
      }
    }
  }

  @Test
  void prometheusFindsTheMetrics() {
    ServiceMonitor monitor = chart.the(ServiceMonitor.class);

    assertThat(monitor.getSpec().getEndpoints().getFirst().getPath()).isEqualTo("/q/metrics");
    assertThat(monitor.getSpec().getEndpoints().getFirst().getPort()).isEqualTo("http");
  }
}
