package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.gpmcworker.startup.Compose.Condition;
import io.gpmcworker.startup.Compose.Service;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Compose files, without Compose: field by field, and that what they name is there. */
class ComposeTest {

  private static final String EMBEDDED = "compose.yaml";
  private static final String DOMAIN = "compose.domain.yaml";

  @Test
  void whatAServiceWaitsForIsThereAndCanBeWaitedFor() throws IOException {
    Compose compose = Compose.of(EMBEDDED);
    for (String file : List.of(EMBEDDED, DOMAIN)) {
      for (Service service : Compose.of(file).services().values()) {
        service
            .dependsOn()
            .forEach((name, dependency) -> {
              Service other = compose.service(name);
              switch (dependency.condition()) {
                case HEALTHY -> assertThat(other.healthcheck()).as(name).isNotNull();
                // One that has a health check or a port is there to stay.
                case COMPLETED -> {
                  assertThat(other.healthcheck()).as(name).isNull();
                  assertThat(other.ports()).as(name).isEmpty();
                }
                case STARTED -> {}
              }
            });
      }
    }
    assertThat(compose.service("worker").dependsOn().values())
        .extracting(Compose.Dependency::condition)
        .containsOnly(Condition.HEALTHY, Condition.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(strings = {EMBEDDED, DOMAIN})
  void whatIsMountedIsDeclaredAndWhatIsBuiltIsThere(String file) throws IOException {
    Compose compose = Compose.of(file);
    Compose whole = Compose.of(EMBEDDED);
    for (Service service : compose.services().values()) {
      for (String volume : service.volumes()) {
        assertThat(whole.volumes()).containsKey(volume.substring(0, volume.indexOf(':')));
      }
      for (Compose.Mount mount : service.configs()) {
        assertThat(compose.configs()).containsKey(mount.source());
      }
      for (String secret : service.secrets()) {
        assertThat(compose.secrets()).containsKey(secret);
      }
      Compose.@Nullable Build build = service.build();
      if (build != null) {
        assertThat(Path.of("docker").resolve(build.context()).resolve(build.dockerfile()))
            .isRegularFile();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EMBEDDED, DOMAIN})
  void onlyThisMachineIsListenedTo(String file) throws IOException {
    assertThat(Compose.of(file).services().values())
        .allSatisfy(
            service -> assertThat(service.ports()).allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void whatIsOursRunsReadOnlyAndWithoutCapabilities() throws IOException {
    Compose compose = Compose.of(EMBEDDED);

    assertThat(List.of(compose.service("worker"), compose.service("domain")))
        .allSatisfy(service -> {
          assertThat(service.readOnly()).isTrue();
          assertThat(service.capDrop()).containsExactly("ALL");
          assertThat(service.securityOpt()).containsExactly("no-new-privileges:true");
          // Without "exec" Java could not load what it unpacks there: zstd and snappy of Kafka's
          // records.
          assertThat(service.tmpfs()).containsExactly("/tmp:exec");
          assertThat(service.user()).isNull();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {EMBEDDED, DOMAIN})
  void theWorkersSettingsAreSettings(String file) throws IOException {
    Compose compose = Compose.of(file);
    Service worker = compose.service("worker");

    assertThat(worker.environment().keySet())
        .filteredOn(name -> name.startsWith("GPMC_"))
        .allMatch(Settings::isKnown);
    for (Compose.Config config : compose.configs().values()) {
      Properties settings = new Properties();
      settings.load(new StringReader(config.content()));
      assertThat(NamesCheck.errors(List.copyOf(settings.stringPropertyNames()))).isEmpty();
    }
  }

  @Test
  void kafkaWritesWhereItsVolumeIs() throws IOException {
    Service kafka = Compose.of(EMBEDDED).service("kafka");

    assertThat(kafka.volumes())
        .containsExactly("kafka:" + kafka.environment().get("KAFKA_LOG_DIRS"));
  }

  @Test
  void theDomainIsHealthyWhenItSaysSoItself() throws IOException {
    Service domain = Compose.of(EMBEDDED).service("domain");

    String ready = domain.entrypoint().getLast();
    assertThat(domain.check().test()).containsExactly("CMD", "test", "-f", ready);
    assertThat(Path.of("src/main/java", domain.entrypoint().get(3).replace('.', '/') + ".java"))
        .content()
        .contains("arguments.length != " + (domain.entrypoint().size() - 4));
    assertThat(Files.readString(Path.of("docker/Dockerfile.jvm"))).contains("WORKDIR /deployments");
  }
}
