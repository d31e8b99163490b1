package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the chart makes of its values files, resource by resource. */
class ChartTest {

  private static final String SMALL = "values-small.yaml";
  private static final String PRODUCTION = "values-production.yaml";
  private static final String WINDOWS = "values-windows.yaml";

  private static PodSpec pod(Chart chart) {
    return chart.the(Deployment.class).getSpec().getTemplate().getSpec();
  }

  private static Container worker(Chart chart) {
    return pod(chart).getContainers().getFirst();
  }

  private static String env(Chart chart, String name) {
    return worker(chart).getEnv().stream()
        .filter(it -> it.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no environment variable " + name));
  }

  private static Properties configuration(Chart chart) throws IOException {
    Properties properties = new Properties();
    properties.load(
        new StringReader(
            chart.all(ConfigMap.class).stream()
                .map(it -> it.getData().get("application.properties"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()));
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {SMALL, PRODUCTION, WINDOWS})
  void helmHasNothingToFault(String values, @TempDir Path folder) {
    assertThat(
            new Helm(Chart.copy(folder.resolve("gpmc-worker"), values))
                .lint()
                .strict()
                .call()
                .getMessages())
        .noneMatch(message -> message.contains("[ERROR]") || message.contains("[WARNING]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {SMALL, PRODUCTION, WINDOWS})
  void everyResourceIsOneThatAClusterKnowsFieldByField(String values) {
    Chart chart = Chart.of(values);

    assertThat(chart.documents()).hasSizeGreaterThan(4);
    for (JsonNode document : chart.documents()) {
      if (!Chart.UNTYPED.contains(document.get("kind").textValue())) {
        assertThat(Chart.typed(document)).isNotNull();
      }
      assertThat(document.at("/metadata/name").textValue())
          .startsWithIgnoringCase(
              document.get("kind").textValue().equals("KafkaTopic") ? "gpmc." : "corp-gpmc-worker");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SMALL, PRODUCTION, WINDOWS})
  void noSecretIsInAManifestAndEveryContainerIsRestricted(String values, @TempDir Path folder) {
    Chart chart = Chart.withTests(folder.resolve("gpmc-worker"), values);

    assertThat(chart.ofKind("Secret")).isEmpty();
    Stream.of(pod(chart), chart.the(Pod.class).getSpec())
        .forEach(pod -> {
          assertThat(pod.getAutomountServiceAccountToken()).isFalse();
          assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
          assertThat(pod.getSecurityContext().getSeccompProfile().getType())
              .isEqualTo("RuntimeDefault");
          assertThat(pod.getContainers())
              .allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
              });
        });
    assertThat(worker(chart).getEnv())
        .filteredOn(it -> it.getName().contains("PASSWORD") || it.getName().contains("SECRET"))
        .allSatisfy(it -> assertThat(it.getValueFrom().getSecretKeyRef()).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {SMALL, PRODUCTION, WINDOWS})
  void everyMountHasItsVolumeAndEveryVolumeItsMount(String values) {
    Chart chart = Chart.of(values);

    assertThat(worker(chart).getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(
            pod(chart).getVolumes().stream().map(Volume::getName).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {SMALL, PRODUCTION, WINDOWS})
  void whatRunsGetsItsGraceBeforeTheKill(String values) throws IOException {
    Chart chart = Chart.of(values);

    long grace = seconds(configuration(chart).getProperty("gpmc.worker.shutdown-grace"));
    long bound = seconds(configuration(chart).getProperty("gpmc.worker.cancel-bound"));
    assertThat(pod(chart).getTerminationGracePeriodSeconds())
        .isGreaterThanOrEqualTo(
            grace + bound + 15 + worker(chart).getLifecycle().getPreStop().getSleep().getSeconds());
  }

  private static long seconds(String duration) {
    return Long.parseLong(duration.replace("s", ""));
  }

  @Test
  void aSmallSetUpHasApiKeysAndAClaimThatStays() throws IOException {
    Chart chart = Chart.of(SMALL);

    assertThat(chart.the(Deployment.class).getSpec().getReplicas()).isEqualTo(1);
    assertThat(configuration(chart))
        .containsEntry("gpmc.api.keys-file", "/run/secrets/api-keys/keys")
        .containsEntry("gpmc.domains.corp.driver", "directory")
        .containsEntry("gpmc.domains.corp.account.name", "svc-gpmc@corp.example")
        .containsEntry(
            "gpmc.domains.corp.account.password-file", "/run/secrets/domains/corp/account/password")
        .containsEntry("gpmc.backup-stores.default.path", "/backups/default");
    assertThat(chart.ofKind("PersistentVolumeClaim").getFirst().at("/metadata/annotations"))
        .anyMatch(it -> it.textValue().equals("keep"));
    assertThat(env(chart, "KAFKA_SECURITY_PROTOCOL")).isEqualTo("PLAINTEXT");
    assertThat(chart.ofKind("ScaledObject")).isEmpty();
  }

  @Test
  void productionVerifiesWhomItTalksTo() throws IOException {
    Chart chart = Chart.of(PRODUCTION);

    assertThat(env(chart, "KAFKA_SECURITY_PROTOCOL")).isEqualTo("SASL_SSL");
    assertThat(env(chart, "KAFKA_SASL_JAAS_CONFIG"))
        .contains("ScramLoginModule required", "$(GPMC_KAFKA_PASSWORD)")
        .endsWith(";");
    assertThat(env(chart, "KAFKA_SSL_TRUSTSTORE_LOCATION"))
        .isEqualTo("/run/secrets/kafka-ca/ca.crt");
    assertThat(env(chart, "QUARKUS_DATASOURCE_JDBC_URL"))
        .endsWith("?sslmode=verify-full&sslrootcert=/run/secrets/database-ca/ca.crt");
    assertThat(configuration(chart))
        .containsEntry("quarkus.oidc.auth-server-url", "https://sso.corp.example/realms/it")
        .containsEntry("gpmc.domains.corp.ldap.ca-file", "/run/secrets/domains/corp/ca/ca.crt")
        .containsEntry("quarkus.otel.sdk.disabled", "false")
        .containsEntry("gpmc.reports.path", "/reports")
        .doesNotContainKey("gpmc.api.keys-file");
    assertThat(chart.the(PodDisruptionBudget.class).getSpec().getMaxUnavailable().getIntVal())
        .isEqualTo(1);
    assertThat(pod(chart).getTopologySpreadConstraints()).hasSize(2);
    assertThat(
            pod(chart).getVolumes().stream()
                .map(Volume::getCsi)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .getVolumeAttributes())
        .containsEntry("source", "//files.corp.example/gpo-backups")
        .containsEntry("secretName", "corp-share");
  }

  @Test
  void replicasFollowWhatWaitsAndRunsNeverLagAndGoOneByOne() {
    Chart chart = Chart.of(PRODUCTION);

    JsonNode scaled = chart.ofKind("ScaledObject").getFirst();
    assertThat(chart.the(Deployment.class).getSpec().getReplicas()).isNull();
    assertThat(scaled.at("/spec/scaleTargetRef/name").textValue()).isEqualTo("corp-gpmc-worker");
    assertThat(scaled.at("/spec/minReplicaCount").intValue()).isEqualTo(3);
    assertThat(scaled.at("/spec/triggers")).hasSize(1);
    assertThat(scaled.at("/spec/triggers/0/type").textValue()).isEqualTo("postgresql");
    assertThat(scaled.at("/spec/triggers/0/metadata/query").textValue())
        .contains("QUEUED", "RUNNING", "CANCELLING");
    assertThat(scaled.at("/spec/triggers/0/authenticationRef/name").textValue())
        .isEqualTo(
            chart.ofKind("TriggerAuthentication").getFirst().at("/metadata/name").textValue());
    JsonNode down = scaled.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown");
    assertThat(down.at("/policies/0/value").intValue()).isEqualTo(1);
    assertThat(down.at("/stabilizationWindowSeconds").intValue()).isPositive();

    JsonNode byMetric =
        Chart.of(
                PRODUCTION,
                "autoscaling.trigger",
                "prometheus",
                "autoscaling.prometheus.serverAddress",
                "http://prometheus:9090")
            .ofKind("ScaledObject")
            .getFirst();
    assertThat(MetricNames.in(byMetric.at("/spec/triggers/0/metadata/query").textValue()))
        .containsExactly("gpmc_operations");
  }

  @Test
  void theWaysOutAreExactlyThePortsThatAreNamed() {
    assertThat(egress(Chart.of(PRODUCTION)))
        .containsExactlyInAnyOrder(
            "UDP 53",
            "TCP 53",
            "TCP 9093",
            "TCP 5432",
            "TCP 636",
            "TCP 88",
            "UDP 88",
            "TCP 445",
            "TCP 443",
            "TCP 4317");
    assertThat(egress(Chart.of(WINDOWS)))
        .containsExactlyInAnyOrder(
            "UDP 53",
            "TCP 53",
            "TCP 9093",
            "TCP 5432",
            "TCP 636",
            "TCP 88",
            "UDP 88",
            "TCP 445",
            "TCP 443",
            "TCP 135",
            "TCP 49152-65535");
  }

  private static List<String> egress(Chart chart) {
    return chart.the(NetworkPolicy.class).getSpec().getEgress().stream()
        .flatMap(it -> it.getPorts().stream())
        .map(ChartTest::port)
        .toList();
  }

  private static String port(NetworkPolicyPort it) {
    return (it.getProtocol() == null ? "TCP" : it.getProtocol())
        + " "
        + it.getPort().getIntVal()
        + (it.getEndPort() == null ? "" : "-" + it.getEndPort());
  }

  @Test
  void theWaysInAreHttpAndTheCallbacks() {
    assertThat(ingress(Chart.of(PRODUCTION))).containsExactly("TCP 8080");
    assertThat(ingress(Chart.of(WINDOWS)))
        .containsExactlyInAnyOrder("TCP 8080", "TCP 49135", "TCP 10135");
  }

  private static List<String> ingress(Chart chart) {
    return chart.the(NetworkPolicy.class).getSpec().getIngress().stream()
        .flatMap(it -> it.getPorts().stream())
        .map(ChartTest::port)
        .toList();
  }

  @Test
  void windowsHostsCallBackToTheOneProcess() throws IOException {
    Chart chart = Chart.of(WINDOWS);

    assertThat(chart.the(Deployment.class).getSpec().getStrategy().getType()).isEqualTo("Recreate");
    Service callback =
        chart.all(Service.class).stream()
            .filter(it -> it.getMetadata().getName().endsWith("-callback"))
            .findFirst()
            .orElseThrow();
    assertThat(callback.getSpec().getPorts())
        .extracting(it -> it.getPort() + ">" + it.getTargetPort().getStrVal())
        .containsExactly("135>resolver", "49135>callback");
    assertThat(configuration(chart))
        .containsEntry("gpmc.dcom.callback.advertised-resolver-port", "135")
        .containsEntry("gpmc.dcom.callback.resolver-port", "10135")
        .containsEntry("gpmc.dcom.callback.advertised-hosts", "gpmc-callback.corp.example")
        .containsEntry("gpmc.domains.corp.account.name", "CORP\\svc-gpmc")
        .containsEntry(
            "gpmc.domains.corp.dcom.backup-stores.default", "\\\\files.corp.example\\gpo-backups");
    assertThat(env(chart, "KAFKA_SASL_JAAS_CONFIG"))
        .contains("OAuthBearerLoginModule", "clientSecret=\"$(GPMC_KAFKA_PASSWORD)\"")
        .contains("scope=\"kafka\";");
    assertThat(env(chart, "JDK_JAVA_OPTIONS")).contains("allowed.urls=https://sso.corp.example/");
  }

  @Test
  void onlyTheRightClientsMayWriteCommands() {
    Chart chart = Chart.of(PRODUCTION);

    assertThat(chart.ofKind("KafkaTopic"))
        .extracting(it -> it.at("/metadata/name").textValue())
        .containsExactly("gpmc.commands", "gpmc.events", "gpmc.commands.dead-letter");
    assertThat(
            chart.ofKind("KafkaUser").stream()
                .filter(it -> may(it, "gpmc.commands", "Write"))
                .map(it -> it.at("/metadata/name").textValue()))
        .containsExactly("corp-gpmc-worker", "corp-gpmc-worker-tickets");
    assertThat(chart.ofKind("KafkaUser"))
        .filteredOn(it -> may(it, "gpmc.events", "Write"))
        .extracting(it -> it.at("/metadata/name").textValue())
        .containsExactly("corp-gpmc-worker");
    assertThat(chart.ofKind("KafkaUser"))
        .allSatisfy(it -> assertThat(it.toString()).doesNotContain("All", "\"*\""));
  }

  private static boolean may(JsonNode user, String topic, String operation) {
    return StreamSupport.stream(user.at("/spec/authorization/acls").spliterator(), false)
        .filter(it -> it.at("/resource/name").textValue().equals(topic))
        .flatMap(it -> StreamSupport.stream(it.get("operations").spliterator(), false))
        .anyMatch(it -> it.textValue().equals(operation));
  }

  @Test
  void whatTheChartDoesNotKnowCanBeAdded() {
    Chart chart =
        Chart.of(
            SMALL,
            "extraEnv[0].name",
            "TZ",
            "extraEnv[0].value",
            "Europe/Berlin",
            "extraVolumes[0].name",
            "krb5",
            "extraVolumes[0].configMap.name",
            "krb5",
            "extraVolumeMounts[0].name",
            "krb5",
            "extraVolumeMounts[0].mountPath",
            "/etc/krb5");

    assertThat(env(chart, "TZ")).isEqualTo("Europe/Berlin");
    assertThat(worker(chart).getVolumeMounts()).anyMatch(it -> it.getName().equals("krb5"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replicas=3",
        "image.pullPolicy=Sometimes",
        "kafka.bootstrapServers=kafka",
        "kafka.sasl.mechanism=GSSAPI",
        "database.jdbcUrl=jdbc:mysql://x/y",
        "database.jdbcUrl=jdbc:postgresql://x/y?password=secret",
        "database.password=secret",
        "domains.corp.settings.driver=powershell",
        "domains.corp.settings.account\\.password=secret",
        "backupStores.default.existingClaim=also",
        "autoscaling.minReplicas=0",
        "worker.shutdownGraceSeconds=0",
        "dcom.callback.resolverPort=135",
        "networkPolicy.kafka.ports[0]=70000",
        "logging.format=xml",
        "strimzi.clients[0].commands=true"
      })
  void whatCannotBeMeantIsRefusedByTheSchema(String setting) {
    String[] keyAndValue = setting.split("=", 2);

    assertThatThrownBy(() -> Chart.of(SMALL, keyAndValue[0], keyAndValue[1]))
        .hasMessageContaining("schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.bootstrapServers=;kafka.bootstrapServers is missing",
        "database.jdbcUrl=;database.jdbcUrl is missing",
        "database.existingSecret=;database.existingSecret is missing",
        "api.keys.existingSecret=;api.keys.existingSecret or api.oidc.authServerUrl is missing",
        "kafka.sasl.mechanism=PLAIN;kafka.sasl.existingSecret is missing",
        "strimzi.enabled=true;strimzi.cluster is missing",
        "autoscaling.enabled=true;autoscaling.postgresql.host is missing",
        "replicaCount=2;needs ReadWriteMany",
        "dcom.callback.enabled=true;dcom.callback.advertisedHosts is missing"
      })
  void whatDoesNotFitTogetherIsNamed(String settingAndSentence) {
    String[] parts = settingAndSentence.split(";", 2);
    String[] keyAndValue = parts[0].split("=", 2);

    assertThatThrownBy(() -> Chart.of(SMALL, keyAndValue[0], keyAndValue[1]))
        .hasMessageContaining(parts[1]);
  }

  @Test
  void callbacksAndSeveralReplicasExcludeEachOther() {
    assertThatThrownBy(() -> Chart.of(WINDOWS, "replicaCount", "2"))
        .hasMessageContaining("allows one replica");
  }
}
