package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many replicas there are, where, and how one goes. */
class ChartScalingTest {

  @Test
  void replicasFollowWhatWaitsAndRunsNeverLagAndGoOneByOne() {
    Chart chart = Chart.of(Chart.PRODUCTION);

    JsonNode scaled = chart.ofKind("ScaledObject").getFirst();
    assertThat(chart.the(Deployment.class).getSpec().getReplicas()).isNull();
    assertThat(scaled.at("/spec/scaleTargetRef/name").textValue()).isEqualTo("corp-gpmc-worker");
    assertThat(scaled.at("/spec/minReplicaCount").intValue()).isEqualTo(3);
    assertThat(scaled.at("/spec/triggers")).hasSize(1);
    assertThat(scaled.at("/spec/triggers/0/type").textValue()).isEqualTo("postgresql");
    assertThat(scaled.at("/spec/triggers/0/metadata/query").textValue())
        .isEqualTo(
            "SELECT (SELECT count(*) FROM (SELECT FROM operation WHERE state = 'QUEUED' ORDER BY"
                + " domain, place LIMIT 50000) AS waiting) + (SELECT count(*) FROM operation WHERE"
                + " state IN ('RUNNING', 'CANCELLING'))");
    assertThat(scaled.at("/spec/triggers/0/authenticationRef/name").textValue())
        .isEqualTo(
            chart.ofKind("TriggerAuthentication").getFirst().at("/metadata/name").textValue());
    JsonNode down = scaled.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown");
    assertThat(down.at("/policies/0/value").intValue()).isEqualTo(1);
    assertThat(down.at("/stabilizationWindowSeconds").intValue()).isPositive();
  }

  @Test
  void whereTheTriggerCannotBeAskedReplicasStay() {
    // A fallback would set their number; without one KEDA gives no figure, and nothing is scaled.
    JsonNode scaled = Chart.of(Chart.PRODUCTION).ofKind("ScaledObject").getFirst();
    assertThat(scaled.at("/spec/fallback").isMissingNode()).isTrue();

    JsonNode byMetric =
        Chart.of(
                Chart.PRODUCTION,
                "autoscaling.trigger",
                "prometheus",
                "autoscaling.prometheus.serverAddress",
                "http://prometheus:9090")
            .ofKind("ScaledObject")
            .getFirst();
    // Where there is nothing to do there is no such series either: the capacity tells it from a
    // Prometheus that hears nobody, which is no zero.
    assertThat(MetricNames.in(byMetric.at("/spec/triggers/0/metadata/query").textValue()))
        .containsExactlyInAnyOrder("gpmc_operations", "gpmc_worker_capacity");
    assertThat(byMetric.at("/spec/triggers/0/metadata/ignoreNullValues").textValue())
        .isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void whatRunsGetsItsGraceBeforeTheKill(String values) {
    Chart chart = Chart.of(values);

    long grace = seconds(chart.configuration().getProperty("gpmc.worker.shutdown-grace"));
    long bound = seconds(chart.configuration().getProperty("gpmc.worker.cancel-bound"));
    assertThat(chart.pod().getTerminationGracePeriodSeconds())
        .isGreaterThanOrEqualTo(
            grace
                + bound
                + 15
                + chart.worker().getLifecycle().getPreStop().getSleep().getSeconds());
  }

  @Test
  void anUpdateStartsTheSuccessorFirstUnlessThereCanBeOnlyOnePod() {
    assertThat(strategy(Chart.of(Chart.PRODUCTION))).isEqualTo("RollingUpdate");
    // Its volume can be on one node only: successor and predecessor would wait for each other.
    assertThat(strategy(Chart.of(Chart.SMALL))).isEqualTo("Recreate");
    assertThat(
            strategy(
                Chart.of(
                    Chart.SMALL, "backupStores.default.claim.accessModes[0]", "ReadWriteMany")))
        .isEqualTo("RollingUpdate");
    // A callback must reach the process that made the call.
    assertThat(strategy(Chart.of(Chart.WINDOWS))).isEqualTo("Recreate");
    assertThat(strategy(Chart.of(Chart.PRODUCTION, "updateStrategy", "Recreate")))
        .isEqualTo("Recreate");
  }

  private static String strategy(Chart chart) {
    DeploymentStrategy strategy = chart.the(Deployment.class).getSpec().getStrategy();
    assertThat(strategy.getRollingUpdate() == null)
        .isEqualTo(strategy.getType().equals("Recreate"));
    return strategy.getType();
  }

  @Test
  void aStartHasTimeForTheMigrationOfALargeDatabase() {
    Probe startup = Chart.of(Chart.PRODUCTION).worker().getStartupProbe();

    assertThat(startup.getPeriodSeconds() * startup.getFailureThreshold())
        .isGreaterThanOrEqualTo(1_800);
  }

  private static long seconds(String duration) {
    return Long.parseLong(duration.replace("s", ""));
  }

  @Test
  void replicasSpreadOverZonesAndNodesAndLeaveOneByOne() {
    Chart chart = Chart.of(Chart.PRODUCTION);

    assertThat(chart.pod().getTopologySpreadConstraints())
        .extracting(it -> it.getTopologyKey())
        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    assertThat(chart.pod().getTopologySpreadConstraints())
        .allSatisfy(it ->
            assertThat(it.getLabelSelector())
                .isEqualTo(chart.the(Deployment.class).getSpec().getSelector()));
    PodDisruptionBudget budget = chart.the(PodDisruptionBudget.class);
    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    assertThat(budget.getSpec().getSelector())
        .isEqualTo(chart.the(Deployment.class).getSpec().getSelector());
    assertThat(chart.the(Deployment.class).getSpec().getStrategy().getRollingUpdate())
        .satisfies(it -> assertThat(it.getMaxUnavailable().getIntVal()).isZero())
        .satisfies(it -> assertThat(it.getMaxSurge().getIntVal()).isEqualTo(1));
  }
}
