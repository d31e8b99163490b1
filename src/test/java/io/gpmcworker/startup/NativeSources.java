package io.gpmcworker.startup;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What GraalVM would be given: {@code ./mvnw package -Pnative -Dquarkus.native.sources-only=true}
 * leaves it in {@code target/native-sources}.
 *
 * @param jar the worker's own classes, with what Quarkus has generated
 * @param arguments of native-image
 * @param registered classes that may be reflected upon
 * @param resources patterns of the resources that are there
 * @param bundles resource bundles that are there
 */
record NativeSources(
    Path jar,
    List<String> arguments,
    Set<String> registered,
    List<Pattern> resources,
    Set<String> bundles) {

  static final Path FOLDER = Path.of("target/native-sources");

  private static final String CONFIGURATION = "META-INF/native-image/";

  /** Reads them; skips the test, aloud, where they have not been made. */
  static NativeSources read() throws IOException {
    assumeThat(FOLDER.resolve("native-image.args"))
        .as("there are no native sources; docs/containers.md, Native, says how they are made")
        .isRegularFile();
    List<String> arguments =
        List.of(Files.readString(FOLDER.resolve("native-image.args")).strip().split("\\s+"));
    Path jar;
    try (Stream<Path> files = Files.list(FOLDER)) {
      jar = files.filter(it -> it.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
    }
    Set<String> registered = new TreeSet<>();
    List<Pattern> resources = new ArrayList<>();
    Set<String> bundles = new TreeSet<>(listed(arguments, "-H:IncludeResourceBundles="));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      json(zip, "reflect-config.json").forEach(it -> registered.add(it.get("name").textValue()));
      JsonNode all = json(zip, "resource-config.json");
      all.at("/resources/includes")
          .forEach(it -> resources.add(Pattern.compile(it.get("pattern").textValue())));
      all.at("/bundles").forEach(it -> bundles.add(it.get("name").textValue()));
    }
    return new NativeSources(jar, arguments, registered, resources, bundles);
  }

  /** The parts of an option that may be given several times. */
  List<String> listed(String option) {
    return listed(arguments, option);
  }

  private static List<String> listed(List<String> arguments, String option) {
    return arguments.stream()
        .filter(it -> it.startsWith(option))
        .flatMap(it -> Arrays.stream(it.substring(option.length()).split(",")))
        .toList();
  }

  private static JsonNode json(ZipFile zip, String name) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(CONFIGURATION + name))) {
      return new ObjectMapper().readTree(in);
    }
  }
}
