package io.gpmcworker.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the chart renders, read as strictly as a cluster would: a field that is not known fails. */
public final class Chart {

  public static final Path FOLDER = Path.of("helm", "gpmc-worker");

  public static final String SMALL = "values-small.yaml";
  public static final String PRODUCTION = "values-production.yaml";
  public static final String WINDOWS = "values-windows.yaml";

  /** The oldest Kubernetes that the chart is for as it is. */
  private static final String KUBERNETES = "1.30.0";

  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setDefaultMergeable(true)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                // The model keeps what it does not know; here that is an error.
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  /** The kinds whose fields are known; the others are held against what the tests say. */
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "ConfigMap", ConfigMap.class,
          "Deployment", Deployment.class,
          "NetworkPolicy", NetworkPolicy.class,
          "PersistentVolumeClaim", PersistentVolumeClaim.class,
          "Pod", Pod.class,
          "PodDisruptionBudget", PodDisruptionBudget.class,
          "PrometheusRule", PrometheusRule.class,
          "Service", Service.class,
          "ServiceAccount", ServiceAccount.class,
          "ServiceMonitor", ServiceMonitor.class);

  /** Kinds of operators that have no model here. */
  static final List<String> UNTYPED =
      List.of("ScaledObject", "TriggerAuthentication", "KafkaTopic", "KafkaUser");

  private final List<JsonNode> documents = new ArrayList<>();

  private Chart(String manifests) {
    try (MappingIterator<JsonNode> rendered =
        YAML.readerFor(JsonNode.class).readValues(manifests)) {
      while (rendered.hasNext()) {
        JsonNode document = rendered.next();
        if (document.isObject()) {
          documents.add(document);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chart with one of its values files, and single values. */
  public static Chart of(String valuesFile, String... settings) {
    return named("corp", valuesFile, settings);
  }

  /** As {@link #of}, as a release of another name. */
  static Chart named(String release, String valuesFile, String... settings) {
    return rendered(
        release, new Helm(FOLDER).template().withValuesFile(FOLDER.resolve(valuesFile)), settings);
  }

  /** As {@link #of}, with further values as somebody writes them in a file of theirs. */
  static Chart withValues(String valuesFile, Path more) {
    return rendered(
        "corp",
        new Helm(FOLDER)
            .template()
            .withValuesFile(FOLDER.resolve(valuesFile))
            .withValuesFile(more));
  }

  /** As {@link #of}, on another Kubernetes. */
  static Chart on(String kubernetes, String valuesFile, String... settings) {
    return rendered(
        "corp",
        kubernetes,
        new Helm(FOLDER).template().withValuesFile(FOLDER.resolve(valuesFile)),
        settings);
  }

  private static Chart rendered(String release, TemplateCommand template, String... settings) {
    return rendered(release, KUBERNETES, template, settings);
  }

  private static Chart rendered(
      String release, String kubernetes, TemplateCommand template, String... settings) {
    template.withName(release).withNamespace("gpo").withKubeVersion(kubernetes);
    for (int n = 0; n < settings.length; n += 2) {
      template.set(settings[n], settings[n + 1]);
    }
    return new Chart(template.call());
  }

  /**
   * A copy of the chart, of which the given values are the default: Helm's lint takes no others.
   */
  static Path copy(Path into, String valuesFile) {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Path target = into.resolve(FOLDER.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
      JsonNode values = YAML.readTree(FOLDER.resolve("values.yaml").toFile());
      YAML.readerForUpdating(values).readValue(FOLDER.resolve(valuesFile).toFile());
      YAML.writeValue(into.resolve("values.yaml").toFile(), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return into;
  }

  /** Also with what is made for {@code helm test} only, which Helm leaves out. */
  static Chart withTests(Path into, String valuesFile) {
    Path pod = copy(into, valuesFile).resolve("templates/tests/health.yaml");
    try {
      Files.writeString(pod, Files.readString(pod).replace("helm.sh/hook: test", "hook: test"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rendered("corp", new Helm(into).template());
  }

  /** What Helm tells after an installation with one of the values files. */
  static String notes(String valuesFile) {
    return new Helm(FOLDER)
        .install()
        .clientOnly()
        .withKubeVersion(KUBERNETES)
        .withDryRunOption(DryRun.CLIENT)
        .debug()
        .withName("corp")
        .withNamespace("gpo")
        .withValuesFile(FOLDER.resolve(valuesFile))
        .call()
        .getOutput();
  }

  /** Kind and name of each document. */
  List<String> names() {
    return documents.stream()
        .map(it -> it.get("kind").textValue() + " " + it.at("/metadata/name").textValue())
        .toList();
  }

  /** The names of the secrets that some document asks for. */
  Set<String> secrets() {
    Set<String> secrets = new TreeSet<>();
    for (JsonNode document : documents) {
      for (JsonNode reference : document.findValues("secretKeyRef")) {
        secrets.add(reference.get("name").textValue());
      }
      for (JsonNode reference : document.findValues("secretTargetRef")) {
        reference.forEach(it -> secrets.add(it.get("name").textValue()));
      }
      // A volume's, and that of the SMB CSI driver.
      secrets.addAll(document.findValuesAsText("secretName"));
    }
    return secrets;
  }

  PodSpec pod() {
    return the(Deployment.class).getSpec().getTemplate().getSpec();
  }

  /** The only container. */
  public Container worker() {
    return pod().getContainers().getFirst();
  }

  /** A variable of the worker's environment. */
  String env(String name) {
    return worker().getEnv().stream()
        .filter(it -> it.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no environment variable " + name));
  }

  /** The worker's configuration file. */
  public Properties configuration() {
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(
              all(ConfigMap.class).stream()
                  .map(it -> it.getData().get("application.properties"))
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElseThrow()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** An object whose values are texts. */
  static Map<String, String> strings(JsonNode node) {
    Map<String, String> strings = new TreeMap<>();
    node.properties().forEach(it -> strings.put(it.getKey(), it.getValue().textValue()));
    return strings;
  }

  List<JsonNode> documents() {
    return documents;
  }

  List<JsonNode> ofKind(String kind) {
    return documents.stream().filter(it -> it.get("kind").textValue().equals(kind)).toList();
  }

  /** Reads a document into its type. */
  static Object typed(JsonNode document) {
    Class<?> type = KINDS.get(document.get("kind").textValue());
    if (type == null) {
      throw new IllegalArgumentException("no type is known for " + document.get("kind"));
    }
    try {
      return YAML.treeToValue(document, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(
          document.get("kind") + " " + document.at("/metadata/name") + ": " + e.getMessage(), e);
    }
  }

  <T> List<T> all(Class<T> type) {
    return ofKind(type.getSimpleName()).stream().map(Chart::typed).map(type::cast).toList();
  }

  <T> T the(Class<T> type) {
    List<T> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " documents of kind " + type.getSimpleName());
    }
    return found.getFirst();
  }
}
