package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a release is refused for, by name and before anything is installed. */
class ChartRefusalsTest {

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
        "domains.CORP.settings.driver=directory",
        "domains.corp.account.existingSecret=Not A Name",
        "domains.corp.account.password=secret",
        "api.keys.value=secret",
        "kafka.sasl.password=secret",
        "backupStores.default.claim.size=lots",
        "networkPolicy.extraEgress=all",
        "replicaCount=three",
        "image.digest=latest",
        "tracing.endpoint=collector:4317",
        "autoscaling.minReplicas=0",
        "worker.shutdownGraceSeconds=0",
        "dcom.callback.resolverPort=135",
        "networkPolicy.kafka.ports[0]=70000",
        "logging.format=xml",
        "strimzi.clients[0].commands=true",
        // Without a value's default no template could be made: its name is told.
        "kafka=null",
        "worker=null",
        "image.repository=null",
        "strimzi.topics=null",
        "worker.capacity=null",
        "resources=null",
        "image.repository=registry.example/gpmc-worker:0.1.0",
        "image.repository=registry.example/gpmc worker",
        "image.tag=a b",
        "database.jdbcUrl=jdbc:postgresql://x/y?sslpassword=secret",
        "database.passwordKey=../password",
        "domains.corp.settings.dns-name=a\ngpmc.worker.capacity=1",
        "domains.corp.settings.a=b\r",
        "domains.corp.settings.a b=c",
        "domains.a-name-that-is-longer-than-the-thirty-two-that-fit.settings.driver=dcom",
        "configuration=quarkus.datasource.password=secret",
        "configuration=a=b\n  quarkus.oidc.credentials.secret = x",
        "worker=16",
        "domains=corp",
        "backupStores.default=null-is-no-store",
        "autoscaling.enabled=maybe",
        "podDisruptionBudget.maxUnavailable=0",
        "dcom.callback.port=135",
        "dcom.callback.advertisedHosts[0]=a:1",
        "updateStrategy=OnDelete",
        "runAs.user=0",
        "kafka.sasl.username=a$(b)",
        "networkPolicy.domainControllers.ldapPorts[0]=389"
      })
  void whatCannotBeMeantIsRefusedByTheSchema(String setting) {
    String[] keyAndValue = setting.split("=", 2);

    assertThatThrownBy(() -> Chart.of(Chart.SMALL, keyAndValue[0], keyAndValue[1]))
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
        "updateStrategy=RollingUpdate;updateStrategy must be Recreate",
        "kafka.tls.clientCertificate.existingSecret=x;needs kafka.tls.enabled",
        "strimzi.clients[0].name=gpmc-w;consumer group",
        "domains.corp.settings.driver=dcom;dcom.callback.enabled is missing",
        "dcom.callback.enabled=true;dcom.callback.advertisedHosts is missing",
        "kafka.topics.events=gpmc.commands;must be three topics",
        "configuration=gpmc.worker.cancel-bound=5s;set worker.cancelBoundSeconds instead",
        "networkPolicy.windows.firstPort=65535,networkPolicy.windows.lastPort=49152;behind"
      })
  void whatDoesNotFitTogetherIsNamed(String settingAndSentence) {
    String[] parts = settingAndSentence.split(";", 2);
    String[] settings =
        Arrays.stream(parts[0].split(",", -1))
            .flatMap(it -> Stream.of(it.split("=", 2)))
            .toArray(String[]::new);

    assertThatThrownBy(() -> Chart.of(Chart.SMALL, settings)).hasMessageContaining(parts[1]);
  }

  @Test
  void aCertificatesNameThatIsTooLongIsRefused() {
    assertThatThrownBy(() ->
            Chart.named(
                "a-release-with-the-fifty-three-letters-that-helm-take",
                Chart.PRODUCTION,
                "strimzi.authentication",
                "tls",
                "strimzi.clients[0].name",
                "another-client"))
        .hasMessageContaining("longer than");
    assertThatThrownBy(() ->
            Chart.of(
                Chart.PRODUCTION, "autoscaling.minReplicas", "13", "strimzi.authentication", "tls"))
        .hasMessageContaining("more than autoscaling.maxReplicas");
  }

  @Test
  void aShareOfTheNodesMustBelongToWhoeverThePodsRunAs() {
    assertThatThrownBy(() -> Chart.of(Chart.PRODUCTION, "runAs.user", "null"))
        .hasMessageContaining("backupStores.default.smbCsi.mountOptions is missing");
  }

  @Test
  void anOlderKubernetesIsRefusedWithWhatHelps() {
    assertThatThrownBy(() -> Chart.on("1.29.9-gke.1", Chart.SMALL))
        .hasMessageContaining("preStopSleepSeconds needs Kubernetes 1.30")
        .hasMessageContaining("set it to 0");
    assertThat(
            Chart.on("1.29.9-gke.1", Chart.SMALL, "preStopSleepSeconds", "0")
                .worker()
                .getLifecycle())
        .isNull();
    assertThatThrownBy(() -> Chart.on("1.26.0", Chart.SMALL, "preStopSleepSeconds", "0"))
        .hasMessageContaining("1.27");
  }

  @Test
  void callbacksAndSeveralReplicasExcludeEachOther() {
    assertThatThrownBy(() -> Chart.of(Chart.WINDOWS, "replicaCount", "2"))
        .hasMessageContaining("allows one replica");
    assertThatThrownBy(() -> Chart.of(Chart.WINDOWS, "dcom.callback.port", "8080"))
        .hasMessageContaining("must be two ports");
  }
}
