package io.gpmcworker.startup;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * As much of Compose's own format as the files here use, in the Compose Specification's names. What
 * is not in it fails: a slip of the pen is no silent extension.
 */
record Compose(
    @Nullable String name,
    Map<String, Service> services,
    Map<String, Config> configs,
    Map<String, Secret> secrets,
    Map<String, @Nullable Object> volumes,
    @JsonProperty("x-restricted") @Nullable Object restricted) {

  Compose {
    configs = orEmpty(configs);
    secrets = orEmpty(secrets);
    volumes = orEmpty(volumes);
  }

  private static <T extends @Nullable Object> Map<String, T> orEmpty(@Nullable Map<String, T> map) {
    return map == null ? Map.of() : map;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  /** A service that is there. */
  Service service(String service) {
    return Objects.requireNonNull(services.get(service), service);
  }

  record Service(
      @Nullable String image,
      @Nullable Build build,
      Map<String, String> environment,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> entrypoint,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> command,
      @Nullable String user,
      @Nullable String networkMode,
      List<String> ports,
      List<String> volumes,
      List<String> tmpfs,
      List<String> profiles,
      List<String> secrets,
      List<Mount> configs,
      Map<String, Dependency> dependsOn,
      @Nullable HealthCheck healthcheck,
      @Nullable String stopGracePeriod,
      @Nullable Boolean readOnly,
      List<String> capDrop,
      List<String> securityOpt) {

    Service {
      environment = orEmpty(environment);
      entrypoint = orEmpty(entrypoint);
      command = orEmpty(command);
      ports = orEmpty(ports);
      volumes = orEmpty(volumes);
      tmpfs = orEmpty(tmpfs);
      profiles = orEmpty(profiles);
      secrets = orEmpty(secrets);
      configs = orEmpty(configs);
      dependsOn = orEmpty(dependsOn);
      capDrop = orEmpty(capDrop);
      securityOpt = orEmpty(securityOpt);
    }

    /** The health check that it must have. */
    HealthCheck check() {
      return Objects.requireNonNull(healthcheck, "healthcheck");
    }
  }

  record Build(String context, String dockerfile) {}

  record Mount(String source, String target) {}

  record Dependency(Condition condition) {}

  /** What another service must have come to. */
  enum Condition {
    @JsonProperty("service_started")
    STARTED,
    @JsonProperty("service_healthy")
    HEALTHY,
    @JsonProperty("service_completed_successfully")
    COMPLETED
  }

  record HealthCheck(
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> test,
      String interval,
      String timeout,
      int retries) {}

  record Config(String content) {}

  record Secret(String file) {}

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  /** Reads a file of {@code docker/}. */
  static Compose of(String file) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Object read =
        new Yaml(new Tagged(options)).load(Files.readString(Path.of("docker").resolve(file)));
    return STRICT.convertValue(read, Compose.class);
  }

  /** Compose's own two tags: they say how a value is merged, and nothing of the value itself. */
  private static final class Tagged extends SafeConstructor {
    Tagged(LoaderOptions options) {
      super(options);
      AbstractConstruct plain =
          new AbstractConstruct() {
            @Override
            public @Nullable Object construct(Node node) {
              return switch (node) {
                case MappingNode mapping -> constructMapping(mapping);
                case SequenceNode sequence -> constructSequence(sequence);
                default -> null;
              };
            }
          };
      yamlConstructors.put(new Tag("!reset"), plain);
      yamlConstructors.put(new Tag("!override"), plain);
    }
  }
}
