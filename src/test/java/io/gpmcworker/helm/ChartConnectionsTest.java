package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a release speaks to Kafka, PostgreSQL, domains and backup stores. */
class ChartConnectionsTest {

  @Test
  void aSmallSetUpHasApiKeysAndAClaimThatStays() {
    Chart chart = Chart.of(Chart.SMALL);

    assertThat(chart.the(Deployment.class).getSpec().getReplicas()).isEqualTo(1);
    assertThat(chart.configuration())
        .containsEntry("gpmc.api.keys-file", "/run/secrets/api-keys/keys")
        .containsEntry("gpmc.domains.corp.driver", "directory")
        .containsEntry("gpmc.domains.corp.account.name", "svc-gpmc@corp.example")
        .containsEntry(
            "gpmc.domains.corp.account.password-file", "/run/secrets/domains/corp/account/password")
        .containsEntry("gpmc.backup-stores.default.path", "/backups/default");
    assertThat(chart.ofKind("PersistentVolumeClaim").getFirst().at("/metadata/annotations"))
        .anyMatch(it -> it.textValue().equals("keep"));
    assertThat(chart.env("KAFKA_SECURITY_PROTOCOL")).isEqualTo("PLAINTEXT");
    assertThat(chart.ofKind("ScaledObject")).isEmpty();
  }

  @Test
  void productionVerifiesWhomItTalksTo() {
    Chart chart = Chart.of(Chart.PRODUCTION);

    assertThat(chart.env("KAFKA_SECURITY_PROTOCOL")).isEqualTo("SASL_SSL");
    assertThat(chart.env("KAFKA_SASL_JAAS_CONFIG"))
        .contains("ScramLoginModule required", "$(GPMC_KAFKA_PASSWORD)")
        .endsWith(";");
    assertThat(chart.env("KAFKA_SSL_TRUSTSTORE_LOCATION"))
        .isEqualTo("/run/secrets/kafka-ca/ca.crt");
    assertThat(chart.env("QUARKUS_DATASOURCE_JDBC_URL"))
        .endsWith("?sslmode=verify-full&sslrootcert=/run/secrets/database-ca/ca.crt");
    assertThat(chart.configuration())
        .containsEntry("quarkus.oidc.auth-server-url", "https://sso.corp.example/realms/it")
        .containsEntry("gpmc.domains.corp.ldap.ca-file", "/run/secrets/domains/corp/ca/ca.crt")
        .containsEntry("quarkus.otel.sdk.disabled", "false")
        .containsEntry("gpmc.reports.path", "/reports")
        .doesNotContainKey("gpmc.api.keys-file");
    assertThat(
            chart.pod().getVolumes().stream()
                .map(Volume::getCsi)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .getVolumeAttributes())
        .containsEntry("source", "//files.corp.example/gpo-backups")
        .containsEntry("secretName", "corp-share");
  }

  @ParameterizedTest
  @CsvSource({
    "false, '', PLAINTEXT, ''",
    "true, '', SSL, ''",
    "false, PLAIN, SASL_PLAINTEXT, PlainLoginModule",
    "true, PLAIN, SASL_SSL, PlainLoginModule",
    "true, SCRAM-SHA-256, SASL_SSL, ScramLoginModule",
    "true, SCRAM-SHA-512, SASL_SSL, ScramLoginModule",
    "true, OAUTHBEARER, SASL_SSL, OAuthBearerLoginModule"
  })
  void kafkaIsSpokenToAsItAsksFor(boolean tls, String mechanism, String protocol, String module) {
    Chart chart =
        Chart.of(
            Chart.SMALL,
            "kafka.tls.enabled",
            String.valueOf(tls),
            "kafka.sasl.mechanism",
            mechanism,
            "kafka.sasl.existingSecret",
            "gpmc-kafka",
            "kafka.sasl.oauth.tokenEndpoint",
            "https://sso.example/token");

    assertThat(chart.env("KAFKA_SECURITY_PROTOCOL")).isEqualTo(protocol);
    if (module.isEmpty()) {
      assertThat(chart.worker().getEnv()).noneMatch(it -> it.getName().contains("SASL"));
    } else {
      assertThat(chart.env("KAFKA_SASL_MECHANISM")).isEqualTo(mechanism);
      assertThat(chart.env("KAFKA_SASL_JAAS_CONFIG"))
          .startsWith("org.apache.kafka.common.security.")
          .contains(module + " required", "$(GPMC_KAFKA_USERNAME)", "$(GPMC_KAFKA_PASSWORD)")
          .endsWith(";");
      assertThat(chart.worker().getEnv())
          .filteredOn(it -> it.getName().startsWith("GPMC_KAFKA_"))
          .extracting(it -> it.getValueFrom().getSecretKeyRef().getKey())
          .containsExactly("username", "password");
    }
  }

  @Test
  void aSecretThatStrimziMadeHasNoNameInItSoTheChartSaysIt() {
    Chart chart = Chart.of(Chart.PRODUCTION);

    assertThat(chart.env("GPMC_KAFKA_USERNAME"))
        .isEqualTo(chart.ofKind("KafkaUser").getFirst().at("/metadata/name").textValue());
    assertThat(Chart.notes(Chart.PRODUCTION)).contains("corp-gpmc-worker (password)");
  }

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void ofASecretOnlyTheKeyIsMountedThatIsReadSoThatAPodWaitsForIt(String values) {
    Chart chart = Chart.of(values);
    String read = chart.configuration().values() + chart.worker().getEnv().toString();

    assertThat(chart.pod().getVolumes())
        .filteredOn(it -> it.getSecret() != null)
        .isNotEmpty()
        .allSatisfy(volume ->
            assertThat(volume.getSecret().getItems())
                .singleElement()
                .satisfies(
                    item -> assertThat(read).contains(folder(chart, volume) + "/" + item.getPath()))
                .satisfies(item -> assertThat(item.getKey()).isEqualTo(item.getPath())));
  }

  private static String folder(Chart chart, Volume volume) {
    return chart.worker().getVolumeMounts().stream()
        .filter(it -> it.getName().equals(volume.getName()))
        .map(VolumeMount::getMountPath)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void javaIsToldWhatTheChartAndWhatTheUserSays() {
    Chart chart =
        Chart.of(
            Chart.WINDOWS,
            "extraEnv[0].name",
            "JDK_JAVA_OPTIONS",
            "extraEnv[0].value",
            "-Djava.security.krb5.conf=/etc/gpmc/krb5.conf",
            "extraEnv[1].name",
            "TZ",
            "extraEnv[1].value",
            "UTC");

    assertThat(chart.worker().getEnv())
        .filteredOn(it -> it.getName().equals("JDK_JAVA_OPTIONS"))
        .singleElement()
        .satisfies(it ->
            assertThat(it.getValue())
                .contains("allowed.urls=https://sso.corp.example/")
                .endsWith(" -Djava.security.krb5.conf=/etc/gpmc/krb5.conf"));
    assertThat(chart.env("TZ")).isEqualTo("UTC");
  }

  @Test
  void theWorkersOwnCertificateIsAsStrimziMakesIt() {
    Chart chart =
        Chart.of(
            Chart.SMALL,
            "kafka.tls.enabled",
            "true",
            "kafka.tls.clientCertificate.existingSecret",
            "corp-gpmc-worker");

    assertThat(chart.env("KAFKA_SSL_KEYSTORE_TYPE")).isEqualTo("PKCS12");
    assertThat(chart.env("KAFKA_SSL_KEYSTORE_LOCATION"))
        .isEqualTo("/run/secrets/kafka-client/user.p12");
    assertThat(chart.secrets()).contains("corp-gpmc-worker");
  }

  @Test
  void aBackupStoreIsAClaimOfThisReleaseOrOfAnother() {
    Chart chart =
        Chart.of(
            Chart.SMALL, "backupStores.archive.existingClaim", "gpo-archive", "replicaCount", "1");

    assertThat(chart.the(PersistentVolumeClaim.class).getMetadata().getName())
        .isEqualTo("corp-gpmc-worker-backups-default");
    assertThat(
            chart.pod().getVolumes().stream()
                .map(Volume::getPersistentVolumeClaim)
                .filter(Objects::nonNull))
        .extracting(it -> it.getClaimName())
        .containsExactlyInAnyOrder("gpo-archive", "corp-gpmc-worker-backups-default");
    assertThat(chart.configuration())
        .containsEntry("gpmc.backup-stores.archive.path", "/backups/archive");
  }

  @Test
  void settingsOfADomainArriveAsTheyWereWritten(@TempDir Path folder) throws IOException {
    Path more = folder.resolve("more.yaml");
    Files.writeString(
        more,
        """
        domains:
          corp:
            settings:
              ldap.connections: 1000000
              ldap.port: 636
              follow: true
              account.name: 'CORP\\svc #1: "x" = ${y}'
        """);

    assertThat(Chart.withValues(Chart.SMALL, more).configuration())
        .containsEntry("gpmc.domains.corp.ldap.connections", "1000000")
        .containsEntry("gpmc.domains.corp.ldap.port", "636")
        .containsEntry("gpmc.domains.corp.follow", "true")
        .containsEntry("gpmc.domains.corp.account.name", "CORP\\svc #1: \"x\" = ${y}");
  }

  @Test
  void windowsHostsCallBackToTheOneProcess() {
    Chart chart = Chart.of(Chart.WINDOWS);

    assertThat(chart.the(Deployment.class).getSpec().getStrategy().getType()).isEqualTo("Recreate");
    Service callback =
        chart.all(Service.class).stream()
            .filter(it -> it.getMetadata().getName().endsWith("-callback"))
            .findFirst()
            .orElseThrow();
    assertThat(callback.getSpec().getPorts())
        .extracting(it -> it.getPort() + ">" + it.getTargetPort().getStrVal())
        .containsExactly("135>resolver", "49135>callback");
    assertThat(chart.configuration())
        .containsEntry("gpmc.dcom.callback.advertised-resolver-port", "135")
        .containsEntry("gpmc.dcom.callback.resolver-port", "10135")
        .containsEntry("gpmc.dcom.callback.advertised-hosts", "gpmc-callback.corp.example")
        .containsEntry("gpmc.domains.corp.account.name", "CORP\\svc-gpmc")
        .containsEntry(
            "gpmc.domains.corp.dcom.backup-stores.default", "\\\\files.corp.example\\gpo-backups");
    assertThat(chart.env("KAFKA_SASL_JAAS_CONFIG"))
        .contains("OAuthBearerLoginModule", "clientSecret=\"$(GPMC_KAFKA_PASSWORD)\"")
        .contains("scope=\"kafka\";");
    assertThat(chart.env("JDK_JAVA_OPTIONS")).contains("allowed.urls=https://sso.corp.example/");
  }
}
