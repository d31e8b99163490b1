package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        "strimzi.clients[0].commands=true"
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
        "kafka.tls.clientCertificate.existingSecret=x;needs kafka.tls.enabled",
        "strimzi.clients[0].name=gpmc-w;consumer group",
        "domains.corp.settings.driver=dcom;dcom.callback.enabled is missing",
        "dcom.callback.enabled=true;dcom.callback.advertisedHosts is missing"
      })
  void whatDoesNotFitTogetherIsNamed(String settingAndSentence) {
    String[] parts = settingAndSentence.split(";", 2);
    String[] keyAndValue = parts[0].split("=", 2);

    assertThatThrownBy(() -> Chart.of(Chart.SMALL, keyAndValue[0], keyAndValue[1]))
        .hasMessageContaining(parts[1]);
  }

  @Test
  void callbacksAndSeveralReplicasExcludeEachOther() {
    assertThatThrownBy(() -> Chart.of(Chart.WINDOWS, "replicaCount", "2"))
        .hasMessageContaining("allows one replica");
  }
}
