package io.gpmcworker.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every release is made of, whatever its values. */
class ChartManifestsTest {

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
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
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
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
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void noSecretIsInAManifestAndEveryContainerIsRestricted(String values, @TempDir Path folder) {
    Chart chart = Chart.withTests(folder.resolve("gpmc-worker"), values);

    assertThat(chart.ofKind("Secret")).isEmpty();
    Stream.of(chart.pod(), chart.the(Pod.class).getSpec())
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
    assertThat(chart.worker().getEnv())
        .filteredOn(it -> it.getName().contains("PASSWORD") || it.getName().contains("SECRET"))
        .allSatisfy(it -> assertThat(it.getValueFrom().getSecretKeyRef()).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void everyMountHasItsVolumeAndEveryVolumeItsMount(String values) {
    Chart chart = Chart.of(values);

    assertThat(chart.worker().getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(
            chart.pod().getVolumes().stream().map(Volume::getName).toList());
  }

  @Test
  void thePlatformMayGiveTheUser() {
    assertThat(Chart.of(Chart.SMALL).pod().getSecurityContext().getRunAsUser()).isEqualTo(10_001);
    assertThat(
            Chart.of(Chart.SMALL, "runAs.user", "1000660000")
                .pod()
                .getSecurityContext()
                .getRunAsUser())
        .isEqualTo(1_000_660_000);

    PodSecurityContext open =
        Chart.of(Chart.SMALL, "runAs.user", "null", "runAs.group", "null", "runAs.fsGroup", "null")
            .pod()
            .getSecurityContext();
    assertThat(open.getRunAsUser()).isNull();
    assertThat(open.getRunAsGroup()).isNull();
    assertThat(open.getFsGroup()).isNull();
    assertThat(open.getRunAsNonRoot()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void asMuchMemoryIsAskedForAsMayBeUsed(String values) {
    ResourceRequirements resources = Chart.of(values).worker().getResources();

    assertThat(resources.getRequests().get("memory"))
        .isEqualTo(resources.getLimits().get("memory"));
  }

  @Test
  void whatTheChartDoesNotKnowCanBeAdded() {
    Chart chart =
        Chart.of(
            Chart.SMALL,
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

    assertThat(chart.env("TZ")).isEqualTo("Europe/Berlin");
    assertThat(chart.worker().getVolumeMounts()).anyMatch(it -> it.getName().equals("krb5"));
  }

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void twoReleasesInOneNamespaceHaveNothingInCommonButTheTopics(String values) {
    Chart chart = Chart.of(values);
    Chart other = Chart.named("lab", values);

    assertThat(other.names())
        .filteredOn(name -> !name.startsWith("KafkaTopic "))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(chart.names());
    assertThat(other.the(Deployment.class).getSpec().getSelector().getMatchLabels())
        .isNotEqualTo(chart.the(Deployment.class).getSpec().getSelector().getMatchLabels());
    assertThat(
            Chart.named("lab", Chart.PRODUCTION, "strimzi.topics.enabled", "false")
                .ofKind("KafkaTopic"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void theNotesNameEverySecretThatMustBeThere(String values) {
    Set<String> wanted = Chart.of(values).secrets();

    String notes = Chart.notes(values);

    assertThat(notes)
        .contains("rollout status deployment/corp-gpmc-worker", "helm -n gpo test corp");
    assertThat(wanted)
        .isNotEmpty()
        .allSatisfy(secret -> assertThat(notes).contains("\n  " + secret + " ("));
    assertThat(notes.lines().filter(line -> line.matches("  [a-z0-9.-]+ \\([^)]+\\)")))
        .extracting(line -> line.strip().split(" ", 2)[0])
        .allMatch(wanted::contains);
  }

  @ParameterizedTest
  @ValueSource(strings = {Chart.SMALL, Chart.PRODUCTION, Chart.WINDOWS})
  void helmsTestAsksTheServiceWhetherItIsReady(String values, @TempDir Path folder) {
    Chart chart = Chart.withTests(folder.resolve("gpmc-worker"), values);

    assertThat(chart.the(Pod.class).getSpec().getContainers().getFirst().getCommand())
        .containsExactly("wget", "-qO-", "http://corp-gpmc-worker:8080/q/health/ready");
    assertThat(chart.the(Pod.class).getSpec().getImagePullSecrets())
        .isEqualTo(chart.pod().getImagePullSecrets());
    assertThat(chart.the(Pod.class).getSpec().getContainers().getFirst().getResources().getLimits())
        .containsKey("memory");
    assertThat(chart.ofKind("Service"))
        .filteredOn(it -> it.at("/metadata/name").textValue().equals("corp-gpmc-worker"))
        .singleElement()
        .satisfies(it -> assertThat(it.at("/spec/ports/0/port").intValue()).isEqualTo(8080))
        .satisfies(it ->
            assertThat(
                    chart.the(Deployment.class).getSpec().getTemplate().getMetadata().getLabels())
                .containsAllEntriesOf(Chart.strings(it.at("/spec/selector"))));
  }
}
